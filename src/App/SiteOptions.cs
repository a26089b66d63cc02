namespace Chorus.App;

/// <summary>Where a site keeps its files, and how it is reached.</summary>
public sealed class SiteOptions
{
    /// <summary>The site's own folder: database, log, keys of the session cookies. Created when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>TCP port of the web application on this machine, 0 for a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>True when one machine holds all three trustees: every page then says so.</summary>
    public bool Trial { get; init; }

    /// <summary>The folder with <c>assets/</c> and <c>texts/</c> that the build made; beside the program by default.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
