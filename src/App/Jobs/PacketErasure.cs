using System.Threading.Channels;

namespace Chorus.App.Jobs;

/// <summary>
/// Cuts the packets of acknowledged deposits out of the database's journal, a second after they went from the tables, once for all
/// that went meanwhile. They are sealed to the trustees, and nobody's decision waits for it; a withdrawal has its own erasure, at once.
/// </summary>
internal sealed class PacketErasure(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PacketErasure> log) : BackgroundService
{
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Packets were taken from the tables.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _asked.Reader.ReadAllAsync(stoppingToken))
            {
                await Task.Delay(Delay, clock, stoppingToken);
                if (!await scopes.TryCutJournalAsync(log, stoppingToken))
                {
                    Ask();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The site ends; whoever closes a database last cuts its journal.
        }
    }
}
