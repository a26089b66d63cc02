using Chorus.Escrow;

namespace Chorus.Trustee;

/// <summary>
/// The trustee's own log: one sentence a line, times by the hour, never a handle, a family or an address of the site's
/// visitors, so that it can be shown to anyone.
/// </summary>
internal sealed class TrusteeLog(TimeProvider time, params TextWriter[] outputs)
{
    private readonly Lock _lock = new();

    internal void Write(string sentence)
    {
        var line = $"{Hour.Now(time)} {sentence}";
        lock (_lock)
        {
            foreach (var output in outputs)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
    }
}
