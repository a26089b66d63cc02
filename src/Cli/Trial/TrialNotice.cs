using System.Text;
using Chorus.Escrow.Manifests;

namespace Chorus.Cli.Trial;

/// <summary>What a trial prints once it is up: what to open, how to sign in, where the data are, how to stop.</summary>
internal static class TrialNotice
{
    public static string Of(TrialFolder folder, Manifest manifest, int port)
    {
        var text = new StringBuilder()
            .AppendLine()
            .AppendLine("Chorus is up, as a trial: this machine holds all three trustees, so trust is not yet split.")
            .AppendLine("Do not write anything real here.")
            .AppendLine()
            .AppendLine($"  To write a report   http://localhost:{port}/")
            .AppendLine($"  For advocates       http://localhost:{port}/desk")
            .AppendLine();
        var signIns = folder.ReadSignIns();
        foreach (var signIn in signIns)
        {
            text.AppendLine(signIn.Title is { } title ? $"  {signIn.Name}, {title.ToLowerInvariant()}" : $"  {signIn.Name}")
                .AppendLine($"    e-mail            {signIn.Email}")
                .AppendLine($"    password          {signIn.Password}")
                .AppendLine($"    passphrase        {signIn.Passphrase}   (opens the organisation's key)");
        }
        if (signIns.All(s => s.Title is null))
        {
            text.AppendLine()
                .AppendLine("  This trial was made when each organisation had one member, and a case needs two people.")
                .AppendLine($"  Invite a second at http://localhost:{port}/desk/members, or start a new trial in another folder with --data DIR.");
        }
        return text
            .AppendLine()
            .AppendLine($"  A match run         every {manifest.RunEverySeconds} seconds")
            .AppendLine($"  Data                {folder.Root}")
            .AppendLine("  To stop             Ctrl-C; started again, everything is still there")
            .AppendLine()
            .ToString();
    }
}
