using System.Net;
using Chorus.App.Hosting;
using Microsoft.Extensions.Logging.Configuration;

namespace Chorus.App;

/// <summary>Builds the web application's process.</summary>
public static class SiteHost
{
    /// <summary>
    /// The site, ready to run, on <c>http://localhost:PORT</c>; TLS towards browsers is a reverse proxy's work.
    /// It logs to <c>site.log</c> in the data folder.
    /// </summary>
    /// <param name="options">Where files are and which port to take.</param>
    /// <param name="configure">Registers the database and anything else that the host replaces.</param>
    /// <exception cref="SiteStartException">Scripts or texts have not been built.</exception>
    public static WebApplication Build(SiteOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        Directory.CreateDirectory(options.DataFolder);
        // No command line, environment or appsettings.json: what the site does is said by its options alone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SiteHost).Assembly.GetName().Name,
            ContentRootPath = options.DataFolder,
            WebRootPath = Path.GetFullPath(options.WebRoot),
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A free port can be had for one address only, not for both loopback addresses of "localhost".
            if (options.Port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
        builder.Services.AddRouting();
        builder.Logging.AddConfiguration();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        // At Information ASP.NET Core and EF Core log the path of every request and every query.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // It warns at every start that the session keys are not encrypted; their folder is the owner's alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddSingleton<ILoggerProvider>(services =>
            HourLog.ToFile(Path.Combine(options.DataFolder, "site.log"), services.GetRequiredService<TimeProvider>()));
        configure?.Invoke(builder);
        builder.Services.AddChorusSite(options);
        return builder.Build().MapChorusSite();
    }
}
