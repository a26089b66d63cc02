using System.Collections.Concurrent;
using System.Text;

namespace Chorus.Browser.Tests.Story;

/// <summary>Everything that the browsers sent to the site: addresses, headers and bodies.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentQueue<byte[]> _sent = new();

    /// <summary>Starts to listen to all pages of <paramref name="context"/>.</summary>
    public void Listen(IBrowserContext context) => context.Request += (_, request) =>
    {
        _sent.Enqueue(Encoding.UTF8.GetBytes(request.Method + " " + request.Url));
        foreach (var (name, value) in request.Headers)
        {
            _sent.Enqueue(Encoding.UTF8.GetBytes(name + ": " + value));
        }

        if (request.PostDataBuffer is { } body)
        {
            _sent.Enqueue(body);
        }
    };

    /// <summary>The bodies that were sent to one address, oldest first.</summary>
    public IEnumerable<byte[]> All => _sent;
}
