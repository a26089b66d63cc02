using System.Text;

namespace Chorus.Tests.Fuzzing;

/// <summary>A request that a host takes.</summary>
/// <param name="Method">POST, PUT or DELETE.</param>
/// <param name="Path">with its query.</param>
/// <param name="ContentType">of the body.</param>
/// <param name="Headers">what else it needs: cookies, tokens.</param>
/// <param name="Body">a body that is taken.</param>
internal sealed record HttpExample(string Method, string Path, string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal bool Json => ContentType.Contains("json", StringComparison.Ordinal);

    /// <summary>The request as it should be.</summary>
    internal byte[] Bytes() => Bytes([("Content-Length", $"{Body.Length}"), ("Content-Type", ContentType)], Body);

    internal byte[] Bytes(IEnumerable<(string Name, string Value)> headers, byte[] body)
    {
        var head = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var (name, value) in Headers.Select(h => (h.Key, h.Value)).Concat(headers))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}

/// <summary>A request that is not quite one.</summary>
/// <param name="What">what is wrong with it.</param>
/// <param name="Bytes">as they go over the wire.</param>
/// <param name="Ends">the sender closes its side afterwards: then nobody may be left to answer.</param>
/// <param name="Framing">it is not HTTP, so the server may refuse it without a sentence before the application sees it.</param>
internal sealed record HttpCase(string What, byte[] Bytes, bool Ends = false, bool Framing = false);
