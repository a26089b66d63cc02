namespace Chorus.App;

/// <summary>The site cannot start; the message is a sentence that says what to do.</summary>
public sealed class SiteStartException(string message) : Exception(message);
