using System.Text.Json;

namespace Chorus.App.Tests.Match;

/// <summary>Lines of input as short as a test wants them.</summary>
internal static class Line
{
    public const string Run = """{"run":true}""";

    public static string Withdraw(string id) => $$"""{"withdraw":"{{id}}"}""";

    /// <summary>A report of a reporter of her own, unless given.</summary>
    public static string Report(string id, object quorum, string[] emails, string? reporter = null, string organisation = "union", string text = "It was late.") =>
        Report(id, quorum, [.. emails.Select(email => (object)new { kind = "email", value = email })], reporter, organisation, text);

    public static string Report(string id, object quorum, object[] respondent, string? reporter = null, string organisation = "union", string text = "It was late.") =>
        JsonSerializer.Serialize(new { id, reporter = reporter ?? "reporter of " + id, quorum, organisation, respondent, acts = new[] { "B03" }, text });
}
