using Chorus.App.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Chorus.App.Features.Admission;

/// <summary>
/// Reads a form that a page posted, up to a limit that is kept while reading, with a place and two minutes for it. Only
/// URL-encoded ones: what a browser posts as multipart, ASP.NET Core would write to a file.
/// </summary>
internal sealed class PostedForm(TimeProvider clock)
{
    private const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>The fields, or what was wrong. The place is held until the answer is sent.</summary>
    public async Task<ReadForm> ReadAsync(HttpContext context, Gate gate, int mostBytes)
    {
        var request = context.Request;
        if (gate.TryEnter(Math.Min(request.ContentLength ?? mostBytes, mostBytes)) is not { } pass)
        {
            context.Response.Headers.RetryAfter = $"{gate.RetryAfterSeconds}";
            return new(FormFault.Busy);
        }
        context.Response.RegisterForDispose(pass);
        if (request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return new(FormFault.Broken);
        }
        using var tooLong = new CancellationTokenSource(AdmissionFilter.MostTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, tooLong.Token);
        try
        {
            var body = await BodyUpTo.ReadAsync(request, mostBytes, either.Token);
            return body.Fault switch
            {
                BodyFault.None => await FieldsAsync(body.Bytes),
                BodyFault.TooLarge => new(FormFault.TooLarge),
                BodyFault.TooSlow => new(FormFault.TooSlow),
                _ => new(FormFault.Broken),
            };
        }
        catch (OperationCanceledException) when (tooLong.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return new(FormFault.TooSlow);
        }
    }

    private static async Task<ReadForm> FieldsAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new FormReader(System.Text.Encoding.UTF8.GetString(bytes.Span)) { ValueLengthLimit = bytes.Length + 1 };
            return new(FormFault.None, await reader.ReadFormAsync());
        }
        catch (InvalidDataException)
        {
            return new(FormFault.Broken);
        }
    }
}

/// <param name="Fault">What was wrong.</param>
/// <param name="Fields">The form, where nothing was.</param>
internal readonly record struct ReadForm(FormFault Fault, Dictionary<string, StringValues>? Fields = null);

/// <summary>Why a form was not read.</summary>
internal enum FormFault
{
    None,
    Busy,
    TooLarge,
    TooSlow,

    /// <summary>No URL-encoded form, or it ended early.</summary>
    Broken,
}
