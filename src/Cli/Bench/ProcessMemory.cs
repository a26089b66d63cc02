using System.Diagnostics;
using System.Globalization;

namespace Chorus.Cli.Bench;

/// <summary>This process's memory.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string Peak = "VmHWM:";

    /// <summary>The most bytes that were resident at once: VmHWM on Linux, the peak working set elsewhere.</summary>
    internal static long PeakResident()
    {
        if (!File.Exists(Status))
        {
            using var self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64;
        }

        var line = File.ReadLines(Status).First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
