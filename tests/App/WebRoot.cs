using System.IO.Compression;

namespace Chorus.App.Tests;

/// <summary>A folder with the few built files that a site needs to start, so that these tests need no Node.</summary>
internal static class WebRoot
{
    public static string Create(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        Directory.CreateDirectory(Path.Combine(folder, "texts"));
        var names = new[] { "reporter.js", "write.js", "return.js", "letters.js", "work.js", "pitch.js", "reporter.css", "desk.js", "desk.css" };
        var entries = names.Select(n => $$"""  "{{n}}": { "path": "/assets/x-{{n}}", "integrity": "sha384-x", "bytes": 10, "imports": [], "lazy": [] }""");
        File.WriteAllText(Path.Combine(folder, "assets", "assets.json"), "{\n" + string.Join(",\n", entries) + "\n}");
        var script = "export {};"u8.ToArray();
        File.WriteAllBytes(Path.Combine(folder, "assets", "x-reporter.js"), script);
        File.WriteAllBytes(Path.Combine(folder, "assets", "x-reporter.js.br"), Packed(script, to => new BrotliStream(to, CompressionLevel.SmallestSize)));
        File.WriteAllBytes(Path.Combine(folder, "assets", "x-reporter.js.gz"), Packed(script, to => new GZipStream(to, CompressionLevel.SmallestSize)));
        File.WriteAllText(Path.Combine(folder, "texts", "en.json"), """
            { "language": "en", "plurals": { "count": 2, "rule": "n != 1" }, "messages": { "common.trial": "This is a trial. One machine holds all three trustees, so trust is not yet split.", "desk.title": "Desk", "desk.mail.waiting": "Something is waiting." } }
            """);
        File.WriteAllText(Path.Combine(folder, "texts", "es.json"), """
            { "language": "es", "plurals": { "count": 2, "rule": "n != 1" },
              "messages": { "{n} report": ["{n} caso", "{n} casos"], "At {place}": "En {place}", "verb\u0004Report": "Contar", "desk.mail.waiting": "Algo espera." } }
            """);
        return folder;
    }

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> coding)
    {
        using var packed = new MemoryStream();
        using (var stream = coding(packed))
        {
            stream.Write(plain);
        }
        return packed.ToArray();
    }
}
