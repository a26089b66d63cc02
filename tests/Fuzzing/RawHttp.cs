using System.Globalization;
using System.Text;

namespace Chorus.Tests.Fuzzing;

/// <summary>An answer as it came over the wire; <paramref name="Status"/> is 0 where the line was closed without one.</summary>
internal sealed record HttpReply(int Status, string ContentType, string Body);

/// <summary>HTTP/1.1 by hand (RFC 9112): a client library would not send what is wrong.</summary>
internal static class RawHttp
{
    /// <summary>Sends bytes and reads the first answer, while it still sends: a server may refuse before it has everything.</summary>
    /// <param name="stream">a new connection.</param>
    /// <param name="request">the bytes.</param>
    /// <param name="end">closes the sender's side.</param>
    /// <param name="stop">ends the wait for a server that hangs.</param>
    internal static async Task<HttpReply> AskAsync(Stream stream, byte[] request, Action? end, CancellationToken stop)
    {
        // Of a request that was refused half way, what is left is of no use to anybody, and a server that reads no more could keep it waiting.
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = SendAsync(stream, request, end, answered.Token);
        try
        {
            return await ReadAsync(stream, stop);
        }
        finally
        {
            await answered.CancelAsync();
            await sending;
        }
    }

    private static async Task SendAsync(Stream stream, byte[] request, Action? end, CancellationToken stop)
    {
        try
        {
            await stream.WriteAsync(request, stop);
            await stream.FlushAsync(stop);
            end?.Invoke();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The server has answered, or closed its side; whoever reads finds out about a wait that was ended.
        }
    }

    private static async Task<HttpReply> ReadAsync(Stream stream, CancellationToken stop)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, stop);
            }
            catch (IOException)
            {
                read = 0;
            }
            bytes.Write(buffer, 0, read);
            var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            if (Parse(text, ended: read == 0) is { } reply)
            {
                return reply;
            }
        }
    }

    private static HttpReply? Parse(string text, bool ended)
    {
        var headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headEnd < 0)
        {
            return ended ? new HttpReply(0, "", "") : null;
        }
        var lines = text[..headEnd].Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = lines.Skip(1).Select(l => l.Split(':', 2)).ToLookup(l => l[0].Trim(), l => l[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = text[(headEnd + 4)..];
        var type = headers["Content-Type"].FirstOrDefault() ?? "";
        var complete = headers["Transfer-Encoding"].Any()
            ? body.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            : Encoding.UTF8.GetByteCount(body) >= int.Parse(headers["Content-Length"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        return complete || ended ? new HttpReply(status, type, body) : null;
    }
}
