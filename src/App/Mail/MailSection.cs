using System.Net;
using System.Text;
using Chorus.Sealing;

namespace Chorus.App.Mail;

/// <summary><c>mail</c> of site.json (docs/mail.md), as it stands there.</summary>
internal sealed record MailSection(string? Host, int? Port, string? Tls, string? From, int? Hour, string? User, string? PasswordFile)
{
    /// <summary>Checks it, and reads the password.</summary>
    /// <param name="file">site.json, for sentences.</param>
    /// <param name="folder">in which the password's file is.</param>
    /// <exception cref="SiteStartException">Something is missing or does not fit.</exception>
    public MailServer Read(string file, string folder)
    {
        if (string.IsNullOrWhiteSpace(Host) || Port is not (> 0 and <= 65535))
        {
            throw Wrong(file, "has to name the mail server's \"host\" and \"port\", such as \"mail.example.org\" and 465");
        }
        var tls = Tls switch
        {
            "implicit" => MailTls.Implicit,
            "starttls" => MailTls.StartTls,
            "none" when IsHere(Host) => MailTls.None,
            "none" => throw Wrong(file, $"says \"tls\": \"none\", and {Host} is another machine: whoever is on the way could read who works with this site. Write \"implicit\" or \"starttls\""),
            _ => throw Wrong(file, "has to say how the way to the server is protected: \"tls\" is \"implicit\" (mostly port 465), \"starttls\" (mostly 587), or \"none\" for a server on this machine"),
        };
        if (!MemberAddress.IsUsable(From))
        {
            throw Wrong(file, "has to name the address that mails come from, without a name: \"from\": \"desk@example.org\"");
        }
        if (Hour is < 0 or > 23)
        {
            throw Wrong(file, "has an \"hour\" that is none: 0 to 23, in UTC, from when on the day's mails go out");
        }
        if ((User is null) != (PasswordFile is null))
        {
            throw Wrong(file, "has to name both \"user\" and \"passwordFile\", or neither");
        }
        return new(Host, Port.Value, tls, From!, Hour ?? MailServer.UsualHour, User, PasswordFile is null ? null : PasswordOf(file, Path.Combine(folder, PasswordFile)));
    }

    private static string PasswordOf(string file, string path)
    {
        if (!File.Exists(path))
        {
            throw Wrong(file, $"names the password's file {path}, and there is none. Write the password into it (chmod 600)");
        }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerFile.Mode) != UnixFileMode.None)
        {
            throw new SiteStartException($"Others than its owner may read {path}, the mail server's password. Take that right away (chmod 600), and think of whether somebody has read it.");
        }
        var password = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\r', '\n');
        return password is "" ? throw new SiteStartException($"{path} is empty. Write the mail server's password into it.") : password;
    }

    private static bool IsHere(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static SiteStartException Wrong(string file, string what) => new($"\"mail\" in {file} {what}. docs/mail.md shows one; without \"mail\" the site sends none.");
}
