using System.Text;
using System.Text.Json;

namespace Chorus.Browser.Tests.Story;

/// <summary>Looks for words and bytes in every form in which a careless program might have left them.</summary>
internal static class Traces
{
    /// <summary>The forms of a text: UTF-8, UTF-16, JSON escapes, percent encoding, and each of the three base64 shifts.</summary>
    public static IEnumerable<byte[]> FormsOf(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text).Trim('"'));
        yield return Encoding.ASCII.GetBytes(Uri.EscapeDataString(text));
        foreach (var form in FormsOf(utf8))
        {
            yield return form;
        }
    }

    /// <summary>The forms of bytes: as they are, in hex, and what of their base64 does not depend on what stands around them.</summary>
    public static IEnumerable<byte[]> FormsOf(byte[] bytes)
    {
        yield return bytes;
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        for (var shift = 0; shift < 3; shift++)
        {
            var whole = bytes.AsSpan(shift, (bytes.Length - shift) / 3 * 3);
            var base64 = Convert.ToBase64String(whole);
            yield return Encoding.ASCII.GetBytes(base64);
            yield return Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_'));
        }
    }

    /// <summary>The files below <paramref name="folder"/> that hold one of the forms.</summary>
    public static IReadOnlyList<string> FilesHolding(string folder, IEnumerable<byte[]> forms)
    {
        var wanted = forms.ToList();
        var found = new List<string>();
        // A socket holds nothing and cannot be opened as a file.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            var bytes = Read(file);
            if (wanted.Exists(form => bytes.AsSpan().IndexOf(form) >= 0))
            {
                found.Add(Path.GetRelativePath(folder, file));
            }
        }

        return found;
    }

    /// <summary>Whether one of the messages holds one of the forms.</summary>
    public static bool Hold(IEnumerable<byte[]> messages, IEnumerable<byte[]> forms)
    {
        var wanted = forms.ToList();
        return messages.Any(message => wanted.Exists(form => message.AsSpan().IndexOf(form) >= 0));
    }

    private static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            // A database's journal may end between being listed and being read.
            return [];
        }
    }
}
