using System.Globalization;
using System.Text;

namespace Chorus.Tests.Fuzzing;

/// <summary>Requests that almost follow an example: another body, another length, broken chunks. The same seed gives the same bytes.</summary>
internal sealed class HttpMutator(ulong seed, HttpExample example)
{
    private static readonly string[] s_lengths =
        ["99999999999", "2147483648", "9223372036854775807", "9223372036854775808", "18446744073709551616", "-1", "abc", "0x10", "1, 2", "", "+5"];

    private static readonly string[] s_chunkSizes =
        ["ffffffffffffffff", "7fffffff", "80000000", "100000000", "-1", "zz", "", " ", "0x5", "5;" + new string('x', 9000), new string('0', 9000) + "5"];

    private static readonly string[] s_types =
    [
        "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data",
        "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded", "application/octet-stream", "nonsense", "",
    ];

    private readonly Mutator _mutator = new(seed, [example.Body], example.Json);

    internal HttpCase Next() => _mutator.Below(12) switch
    {
        0 => new("the body cut short and the line closed", Whole(example.Body)[..^(1 + _mutator.Below(example.Body.Length))], Ends: true),
        1 => Chunked(),
        2 => Chunked(),
        3 => WrongLength(),
        4 => WrongType(),
        5 => TwoLengths(),
        6 => Large(),
        _ => new("a changed body", Whole(_mutator.Next())),
    };

    private byte[] Whole(byte[] body) => example.Bytes([("Content-Length", $"{body.Length}"), ("Content-Type", example.ContentType)], body);

    private HttpCase Chunked()
    {
        (string, string)[] headers = [("Transfer-Encoding", "chunked"), ("Content-Type", example.ContentType)];
        var body = _mutator.Below(2) == 0 ? example.Body : _mutator.Next();
        var at = _mutator.Below(body.Length + 1);
        byte[] first = [.. Chunk($"{at:x}", body[..at])];
        return _mutator.Below(4) switch
        {
            0 => new("a chunk with a wrong size", example.Bytes(headers, [.. first, .. Chunk(s_chunkSizes[_mutator.Below(s_chunkSizes.Length)], body[at..]), .. "0\r\n\r\n"u8]), Ends: true, Framing: true),
            1 => new("chunks without an end", example.Bytes(headers, first), Ends: true, Framing: true),
            2 => new("a chunk without the line end after it", example.Bytes(headers, [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "0\r\n\r\n"u8]), Framing: body.Length > 0),
            _ => new("chunks of one byte", example.Bytes(headers, [.. body.SelectMany(b => Chunk("1", [b])), .. "0\r\n\r\n"u8])),
        };
    }

    private HttpCase WrongLength()
    {
        if (_mutator.Below(2) == 0)
        {
            var shorter = _mutator.Below(example.Body.Length);
            return new("a length shorter than the body", example.Bytes([("Content-Length", $"{shorter}"), ("Content-Type", example.ContentType)], example.Body));
        }
        var length = s_lengths[_mutator.Below(s_lengths.Length)];
        return new(
            $"a length of '{length}'", example.Bytes([("Content-Length", length), ("Content-Type", example.ContentType)], example.Body),
            Ends: true, Framing: !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private HttpCase WrongType()
    {
        var type = s_types[_mutator.Below(s_types.Length)];
        return new($"a content type of '{type}'", example.Bytes([("Content-Length", $"{example.Body.Length}"), ("Content-Type", type)], example.Body));
    }

    private HttpCase TwoLengths() => new(
        "two lengths",
        example.Bytes(
            [
                ("Content-Length", $"{example.Body.Length}"), ("Content-Type", example.ContentType),
                _mutator.Below(2) == 0 ? ("Content-Length", "3") : ("Transfer-Encoding", "chunked"),
            ],
            example.Body),
        Ends: true, Framing: true);

    private HttpCase Large()
    {
        var body = new byte[4 << 20];
        for (var at = 0; at < body.Length; at += example.Body.Length)
        {
            example.Body.AsSpan(0, Math.Min(example.Body.Length, body.Length - at)).CopyTo(body.AsSpan(at));
        }
        return _mutator.Below(2) == 0
            ? new("a body of four megabytes", Whole(body))
            : new("four megabytes in chunks", example.Bytes(
                [("Transfer-Encoding", "chunked"), ("Content-Type", example.ContentType)], [.. Chunk($"{body.Length:x}", body), .. "0\r\n\r\n"u8]));
    }

    private static byte[] Chunk(string size, byte[] data) => [.. Encoding.ASCII.GetBytes(size + "\r\n"), .. data, .. "\r\n"u8];
}
