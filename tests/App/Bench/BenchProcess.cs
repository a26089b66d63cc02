using System.Diagnostics;

namespace Chorus.App.Tests.Bench;

/// <summary><c>chorus bench</c> as the process that a user starts.</summary>
internal static class BenchProcess
{
    public static Process Start(string verb, string folder, params string[] more)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "chorus.dll"), "bench", verb, "--folder", folder, .. more])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
