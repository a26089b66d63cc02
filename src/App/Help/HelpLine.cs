namespace Chorus.App.Help;

/// <summary>
/// A line that helps: its own name, the number as it is dialled in its country, what it is for (<see cref="HelpFile.Topics"/>),
/// whether it answers day and night, who says so, and the month in which somebody last looked (null: nobody yet).
/// </summary>
internal sealed record HelpLine(string Name, string Number, IReadOnlyList<string> About, bool Always, Uri Source, string? Checked = null)
{
    /// <summary>The number as a <c>tel:</c> address.</summary>
    internal string Address => $"tel:{Number.Replace(" ", "", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal)}";
}
