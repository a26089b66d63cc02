using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.Profile;

/// <summary>A profile on a site: <c>platform:handle</c> for the large platforms, host and path for others.</summary>
internal static class ProfileIdentifier
{
    private static readonly HashSet<string> Joining = new(["on", "at", "in", "en", "auf", "sur", "em", "su", "bei"], StringComparer.Ordinal);

    public static Attempt Canonical(Identifier identifier)
    {
        var text = Characters.LowerCase(Characters.Clean(identifier.Value));
        if (!text.Contains("://", StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal))
        {
            if (FromWords(text) is { } written)
            {
                return written;
            }
            if (text[0] == '@' && text.IndexOf('@', 1) < 0)
            {
                return Attempt.Refuse("profile-platform-missing");
            }
        }
        return FromAddress(text);
    }

    /// <summary>"instagram: @ana", "@ana on instagram" and the canonical form itself; null for anything else.</summary>
    private static Attempt? FromWords(string text)
    {
        var words = text.Split([' ', ':', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where((word, at) => at == 0 || !Joining.Contains(word)).ToArray();
        if (words.Length != 2)
        {
            return null;
        }
        var first = Platform.Named(words[0]);
        var platform = first ?? Platform.Named(words[1]);
        var handle = first is null ? words[0] : words[1];
        return platform is null ? null : Accept(platform.Name, handle.TrimStart('@'));
    }

    private static Attempt FromAddress(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme >= 0 ? text[(scheme + 3)..] : text.TrimStart('/');
        var query = "";
        var end = rest.IndexOfAny(['?', '#']);
        if (end >= 0)
        {
            query = rest[end] == '?' ? rest[(end + 1)..].Split('#')[0] : "";
            rest = rest[..end];
        }

        var segments = rest.Split('/');
        var host = segments[0].Split(':')[0];
        var path = segments.Skip(1).Select(segment => Characters.LowerCase(Characters.Clean(PercentEncoding.Decode(segment))))
            .Where(segment => segment.Length > 0).ToArray();
        if (host.LastIndexOf('@') is > 0 and var at && path.Length == 0)
        {
            // @ana@social.example: how the fediverse writes social.example/@ana.
            path = ["@" + host[..at].TrimStart('@')];
            host = host[(at + 1)..];
        }
        if (Domain.ToAscii(host) is not { } domain)
        {
            return Attempt.Refuse(host.Contains('.', StringComparison.Ordinal) ? "profile-unreadable" : "profile-platform-missing");
        }
        return Platform.AtHost(domain) is { } platform ? OnPlatform(platform, path, query) : Elsewhere(domain, path);
    }

    private static Attempt OnPlatform(Platform platform, string[] path, string query)
    {
        if (path.Length == 0)
        {
            return Attempt.Refuse("profile-handle-missing");
        }
        if (platform.NotAPerson.Contains(path[0], StringComparer.Ordinal))
        {
            return Attempt.Refuse("profile-not-a-person");
        }
        if (platform.NumberIn.TryGetValue(path[0], out var parameter))
        {
            var number = Array.Find(query.Split('&'), pair => pair.StartsWith(parameter + "=", StringComparison.Ordinal));
            return Accept(platform.Name, number?[(parameter.Length + 1)..] ?? "");
        }
        if (platform.LastOf.Contains(path[0], StringComparer.Ordinal))
        {
            return Accept(platform.Name, path.Length > 1 ? path[^1] : "");
        }
        if (platform.Kept.Contains(path[0], StringComparer.Ordinal))
        {
            return Accept(platform.Name, path.Length > 1 ? $"{path[0]}/{path[1]}" : "");
        }
        var skipped = platform.Before.Contains(path[0], StringComparer.Ordinal) ? 1 : 0;
        return Accept(platform.Name, path.Length > skipped ? path[skipped].TrimStart('@') : "");
    }

    /// <summary>Host without <c>www</c> and the mobile hosts, and the path as it stands.</summary>
    private static Attempt Elsewhere(string domain, string[] path)
    {
        var labels = domain.Split('.').AsSpan();
        while (labels.Length > 2 && labels[0] is ("www" or "m" or "mobile" or "touch" or "web" or "amp"))
        {
            labels = labels[1..];
        }
        return Attempt.Accept(string.Join('/', path.Prepend(string.Join('.', labels))));
    }

    private static Attempt Accept(string platform, string handle) =>
        handle.Any(char.IsLetterOrDigit) ? Attempt.Accept($"{platform}:{handle}") : Attempt.Refuse("profile-handle-missing");
}
