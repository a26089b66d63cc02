using System.Text.Encodings.Web;
using System.Text.Unicode;
using Chorus.App.CaseLogs;
using Chorus.App.Components.Listen;
using Chorus.App.Components.ScriptData;
using Chorus.App.Data;
using Chorus.App.Features;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Attachments;
using Chorus.App.Features.Circles;
using Chorus.App.Features.Desk.Api;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Features.Letters;
using Chorus.App.Features.Lookup;
using Chorus.App.Features.Messages;
using Chorus.App.Features.Statements;
using Chorus.App.Help;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Languages;
using Chorus.App.Templates;
using Chorus.App.Mail;
using Chorus.App.Members;
using Chorus.App.TimeStamps;
using Chorus.App.Trustees;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Chorus.App;

/// <summary>What the web application registers and maps. A host calls the two methods and nothing else.</summary>
public static class SiteServices
{
    /// <summary>Registers the site. The host has already chosen the database (<c>AddDbContext</c>) and may replace the clock.</summary>
    /// <exception cref="SiteStartException">Scripts or texts have not been built.</exception>
    public static IServiceCollection AddChorusSite(this IServiceCollection services, SiteOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Manifest);
        services.AddSingleton(Assets.Read(options.WebRoot));
        var texts = Texts.Read(options.WebRoot, options.Languages);
        services.AddSingleton(texts);
        services.AddSingleton(WordLists.Read(options.WebRoot));
        services.AddSingleton<Recordings>();
        services.AddSingleton(HelpByCountry.Read(options.DataFolder));
        services.AddReporterPages(options, texts);
        services.AddSingleton(OfferedTemplates.Read(options.TemplateFolder, options.Manifest, texts));
        services.AddSingleton<LaterTexts>();
        services.AddCompression();
        services.AddHttpContextAccessor();
        services.AddScoped(LanguageOfRequest);
        // Letters of every script go out as themselves; only what has a meaning in HTML is escaped.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<LanguageConstraint>(LanguageRoute.Key));
        services.AddRazorPages(o =>
        {
            o.RootDirectory = "/Features";
            o.Conventions.Add(new LanguageRoute());
            o.Conventions.ConfigureFilter(new HandledMethods());
            // An antiforgery token needs a cookie. A reporter's page has no session that a forged post could use.
            o.Conventions.AddFolderApplicationModelConvention("/", page =>
            {
                if (!page.ViewEnginePath.StartsWith("/Desk/", StringComparison.Ordinal))
                {
                    page.Filters.Add(new IgnoreAntiforgeryTokenAttribute());
                }
            });
            o.Conventions.AuthorizeFolder("/Desk", DeskPolicies.SignedIn);
            o.Conventions.AuthorizePage("/Desk/Index", DeskPolicies.Reads);
            o.Conventions.AuthorizePage("/Desk/People/Members", DeskPolicies.Member);
            o.Conventions.AuthorizePage("/Desk/People/Record", DeskPolicies.Member);
            o.Conventions.AuthorizePage("/Desk/People/Remove", DeskPolicies.Member);
            o.Conventions.AuthorizePage("/Desk/Account/Account", DeskPolicies.Member);
            o.Conventions.AuthorizePage("/Desk/Account/Recovery", DeskPolicies.Reads);
            o.Conventions.AuthorizePage("/Desk/People/Key", DeskPolicies.Reads);
            o.Conventions.AuthorizePage("/Desk/People/GiveKey", DeskPolicies.Reads);
            o.Conventions.AuthorizePage("/Desk/People/NewKey", DeskPolicies.Reads);
            o.Conventions.AuthorizePage("/Desk/Cases/Cases", DeskPolicies.Reads);
            // One page: who goes from the list to a case keeps the key in the page's memory.
            o.Conventions.AddPageRoute("/Desk/Cases/Cases", "desk/cases/open");
            o.Conventions.AddPageRoute("/Desk/Cases/Cases", "desk/cases/{id}");
            o.Conventions.AllowAnonymousToPage("/Desk/SignIn");
            o.Conventions.AllowAnonymousToPage("/Desk/People/Join");
            o.Conventions.AllowAnonymousToPage("/Desk/Account/Code");
        }).AddApplicationPart(typeof(SiteServices).Assembly);
        services.AddMembers(options);
        services.AddReports();
        if (options.TimeStamps is { } timeStamps)
        {
            services.AddSingleton(_ => timeStamps.Open());
            services.AddHostedService<TimeStampJob>();
        }
        if (options.Mail is { } mail)
        {
            services.AddSingleton(mail);
            services.AddSingleton<MailDoor>();
            services.AddHostedService<MailJob>();
        }
        return services;
    }

    private static void AddReports(this IServiceCollection services)
    {
        services.AddHostedService<StoreStart>();
        services.AddSingleton<CaseLog>();
        services.AddSingleton<LogSightings>();
        services.AddSingleton<LogWitnesses>();
        services.AddHostedService<CaseLogStart>();
        services.AddHostedService(provider => provider.GetRequiredService<LogWitnesses>());
        services.AddHostedService<ReleaseJob>();
        services.AddHostedService<AbandonedDeposits>();
        services.AddHostedService<KeptReports>();
        services.AddHostedService<JoiningSweep>();
        services.AddHostedService<UploadSweep>();
        services.AddSingleton<ChunkFolder>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<FilesOfVersions>();
        services.AddScoped<Claims>();
        services.AddSingleton<PacketErasure>();
        services.AddHostedService(provider => provider.GetRequiredService<PacketErasure>());
        services.AddSingleton<Ledger>();
        services.AddSingleton<NewRows>();
        services.AddSingleton<DepositIntake>();
        services.AddSingleton<Gates>();
        services.AddSingleton<Work>();
        services.AddSingleton<Turns>();
        services.AddSingleton<PostedForm>();
        services.AddSingleton<HandleGate>();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<PublishedPacketKeys>();
        services.AddSingleton<NextManifest>();
        services.AddScoped<Deposits>();
        services.AddScoped<Withdrawals>();
        services.AddScoped<MessageIntake>();
        services.AddScoped<LetterIntake>();
        services.AddScoped<ReleaseIntake>();
        services.AddScoped<Enrolment>();
    }

    /// <summary>The order of the pipeline and every route of the site.</summary>
    public static WebApplication MapChorusSite(this WebApplication app)
    {
        // Of what a proxy in front adds, only whether the browser came by TLS; never an address.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
        app.UseSecurityHeaders();
        app.UseOnlyHttps();
        app.UseExceptionHandler(Problems.WriteUnexpected);
        app.UseStatusCodePages(Problems.WriteEmpty);
        app.UseCompression();
        app.UseBuiltFiles();
        app.UseRouting();
        app.UseMembers();
        app.MapGet("/manifest.json", (SiteOptions options) => Results.Bytes(options.Manifest.File, "application/json"));
        app.MapGet("/manifest.signatures.json", (SiteOptions options) => Results.Bytes(options.ManifestSignatures.ToJson(), "application/json"));
        app.MapGet("/packet-keys.json", (PublishedPacketKeys keys) => keys.File is { } file ? Results.Bytes(file, "application/json") : Results.NoContent());
        app.MapGet("/time-stamps.pem", (IServiceProvider services) => services.GetService<ITimeStampAuthority>() is { } authority
            ? Results.Text(authority.Roots.Pem, "application/x-pem-file")
            : Results.NoContent());
        app.MapGet("/audio/{language}/{id}", (string language, string id, Recordings recordings) => recordings.Get(language, id));
        app.MapLaterTexts();
        app.MapWork();
        app.MapStatements();
        app.MapLookup();
        app.MapVersions();
        app.MapMessages();
        app.MapLetters();
        app.MapCircles();
        app.MapAttachments();
        app.MapDeskApi();
        app.MapCasesApi();
        app.MapPublicLog();
        app.MapRazorPages();
        return app;
    }

    private static Language LanguageOfRequest(IServiceProvider services)
    {
        var texts = services.GetRequiredService<Texts>();
        var request = services.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request;
        if (request?.RouteValues[LanguageRoute.Key] is string code && texts.Has(code))
        {
            return texts.In(code);
        }
        // A member's page has no language in its address: the browser's languages choose.
        return request?.Path.StartsWithSegments(MemberSignIn.DeskPath, StringComparison.OrdinalIgnoreCase) is true
            ? texts.Accepted(request).FirstOrDefault(texts.Usual)
            : texts.Usual;
    }
}
