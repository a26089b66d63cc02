using Chorus.Cli.Trial;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>A folder of its own for one measurement, which goes again however that ends.</summary>
/// <param name="parent">where it is made.</param>
internal sealed class BenchFolder(string parent) : IDisposable
{
    private readonly string _root = Directory.CreateDirectory(Path.Combine(parent, $"chorus-bench-{Convert.ToHexStringLower(SecureRandom.Bytes(8))}")).FullName;

    /// <summary>A place in it.</summary>
    public string this[string name] => Path.Combine(_root, name);

    /// <summary>Makes a site and three trustees in it, on ports that are free.</summary>
    public async Task<TrialFolder> MakeDeploymentAsync(int runEverySeconds, CancellationToken cancel)
    {
        var folder = new TrialFolder(this["deployment"]);
        await TrialSetup.MakeAsync(folder, runEverySeconds, cancel);
        TrialPorts.Prepare(folder);
        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
