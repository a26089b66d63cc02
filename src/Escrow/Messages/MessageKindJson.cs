using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Messages;

/// <summary>Details of messages, written and read. What is not understood is no fault: the text stands for itself.</summary>
internal static class MessageKindJson
{
    private const int LongestWhen = 200;
    private const int LongestOrganisation = 64;
    private const int LongestPart = 80;
    private const int MostParts = 100;
    private const int CircleLength = 16;
    private const int KeyLength = 32;

    private static readonly string[] s_asked = ["30", "90", "180", "365"];
    private static readonly string[] s_said = ["nothing", WatchAnswer.Something, "not-said"];
    private static readonly string[] s_referralSaid = [ReferralAnswer.Yes, "no", "not-now"];
    private static readonly string[] s_circleStates = ["open", "closed", "off"];
    private static readonly string[] s_wishes = ["yes", "no", "unsure"];
    private static readonly string[] s_acts = [.. Enumerable.Range(1, 9).Select(n => $"R0{n}")];

    internal static JsonElement Details(MessageKind kind) => kind switch
    {
        WatchAnswer a => JsonSerializer.SerializeToElement(new AnswerJson(a.Asked, a.Since, a.Said, a.Acts, a.Other, a.When, a.Wish), StrictJson.Options),
        WatchSeen seen => JsonSerializer.SerializeToElement(new SeenJson(seen.Answer), StrictJson.Options),
        ReferralAsk ask => JsonSerializer.SerializeToElement(new AskJson(ask.Institution), StrictJson.Options),
        ReferralAnswer a => JsonSerializer.SerializeToElement(new AgreedJson(a.Ask, a.Said, a.Parts), StrictJson.Options),
        CircleAsk ask => JsonSerializer.SerializeToElement(new CircleAskJson(ask.Circle, ask.Signing, ask.Box, ask.Others), StrictJson.Options),
        CircleAnswer a => JsonSerializer.SerializeToElement(new CircleAnswerJson(a.Ask, a.Said, a.Taken), StrictJson.Options),
        CircleNews news => JsonSerializer.SerializeToElement(new CircleNewsJson(news.Circle, news.State), StrictJson.Options),
        _ => throw new ArgumentException("no such kind of message", nameof(kind)),
    };

    /// <summary>The kind, or null where it is not known, comes from the other side, or does not follow its format.</summary>
    internal static MessageKind? Read(string kind, JsonElement details, Direction from)
    {
        try
        {
            MessageKind? read = kind switch
            {
                WatchAnswer.Spelling => Answer(StrictJson.Read<AnswerJson>(details, "the answer")),
                WatchSeen.Spelling => StrictJson.Read<SeenJson>(details, "what was seen") is { Answer.Length: SealedMessage.IdLength } seen ? new WatchSeen(seen.Answer) : null,
                ReferralAsk.Spelling => StrictJson.Read<AskJson>(details, "the question") is { Institution.Length: > 0 and <= LongestOrganisation } ask ? new ReferralAsk(ask.Institution) : null,
                ReferralAnswer.Spelling => Agreed(StrictJson.Read<AgreedJson>(details, "the answer")),
                CircleAsk.Spelling => Asked(StrictJson.Read<CircleAskJson>(details, "the question")),
                CircleAnswer.Spelling => Taken(StrictJson.Read<CircleAnswerJson>(details, "the answer")),
                CircleNews.Spelling => News(StrictJson.Read<CircleNewsJson>(details, "the news")),
                _ => null,
            };
            return read?.From == from ? read : null;
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private static WatchAnswer? Answer(AnswerJson a)
    {
        var isWellFormed = (a.Asked is null || s_asked.Contains(a.Asked))
            && (a.Since is null || Hour.TryParse(a.Since, out _))
            && s_said.Contains(a.Said)
            && a.Acts.All(s_acts.Contains) && a.Acts.SequenceEqual(a.Acts.Order(StringComparer.Ordinal).Distinct())
            && (a.When is null || a.When.Length is > 0 and <= LongestWhen)
            && (a.Wish is null || s_wishes.Contains(a.Wish))
            && (a.Said == WatchAnswer.Something || a is { Acts: [], Other: false, When: null, Wish: null });
        return isWellFormed ? new(a.Asked, a.Since, a.Said, a.Acts, a.Other, a.When, a.Wish) : null;
    }

    private static ReferralAnswer? Agreed(AgreedJson a)
    {
        var isWellFormed = a.Ask.Length == SealedMessage.IdLength
            && s_referralSaid.Contains(a.Said)
            && a.Parts.Count <= MostParts && a.Parts.All(p => p is { Length: > 0 and <= LongestPart })
            && a.Parts.Distinct(StringComparer.Ordinal).Count() == a.Parts.Count
            && (a.Parts.Count == 0 || a.Said == ReferralAnswer.Yes);
        return isWellFormed ? new(a.Ask, a.Said, a.Parts) : null;
    }

    private static CircleAsk? Asked(CircleAskJson a) =>
        a is { Circle.Length: CircleLength, Signing.Length: KeyLength, Box.Length: KeyLength, Others: >= 1 and <= CircleAsk.MostOthers }
            ? new(a.Circle, a.Signing, a.Box, a.Others)
            : null;

    private static CircleAnswer? Taken(CircleAnswerJson a)
    {
        var isWellFormed = a.Ask.Length == SealedMessage.IdLength && a.Said switch
        {
            CircleAnswer.Yes => a.Taken?.Length == CircleAnswer.TakenLength,
            CircleAnswer.No => a.Taken is null,
            _ => false,
        };
        return isWellFormed ? new(a.Ask, a.Said, a.Taken) : null;
    }

    private static CircleNews? News(CircleNewsJson n) =>
        n.Circle.Length == CircleLength && s_circleStates.Contains(n.State) ? new(n.Circle, n.State) : null;

    private sealed record CircleAskJson(byte[] Circle, byte[] Signing, byte[] Box, int Others);

    private sealed record CircleAnswerJson(byte[] Ask, string Said, byte[]? Taken);

    private sealed record CircleNewsJson(byte[] Circle, string State);

    private sealed record AskJson(string Institution);

    private sealed record AgreedJson(byte[] Ask, string Said, IReadOnlyList<string> Parts);

    private sealed record AnswerJson(string? Asked, string? Since, string Said, IReadOnlyList<string> Acts, bool Other, string? When, string? Wish);

    private sealed record SeenJson(byte[] Answer);
}
