using System.Net;

namespace Chorus.App.Tests.Features.Admission;

/// <summary>A body of unstated length that sends one byte and then no more, until it is let go.</summary>
internal sealed class HeldBody : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldBody() => Headers.ContentType = new("application/json");

    /// <summary>Ends when the site has begun to read.</summary>
    public Task Begun => _begun.Task;

    public void LetGo() => _letGo.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync("{"u8.ToArray());
        await stream.FlushAsync();
        _begun.TrySetResult();
        await _letGo.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
