using System.Globalization;

namespace Chorus.Trustee;

/// <summary>
/// The trustee's own log: one sentence a line, times by the hour, never a handle, a family or an address of the site's
/// visitors, so that it can be shown to anyone.
/// </summary>
internal sealed class TrusteeLog(TimeProvider time, params TextWriter[] outputs) : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>The current hour, as docs/formats/notation.md writes it.</summary>
    internal static string Hour(TimeProvider time) => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);

    internal void Write(string sentence)
    {
        var line = $"{Hour(time)} {sentence}";
        lock (_lock)
        {
            foreach (var output in outputs)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
    }

    public void Dispose()
    {
        foreach (var output in outputs)
        {
            output.Dispose();
        }
    }
}
