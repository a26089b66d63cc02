using Chorus.App.Features.Write;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chorus.App.Features;

/// <summary>What the reporters' pages need.</summary>
internal static class ReporterPages
{
    /// <exception cref="SiteStartException">A questionnaire has a fault.</exception>
    internal static IServiceCollection AddReporterPages(this IServiceCollection services, SiteOptions options, Texts texts)
    {
        services.AddSingleton(OfferedQuestionnaires.Read(options.QuestionnaireFolder, options.Questionnaire, texts));
        services.AddSingleton<ReporterForm>().AddScoped<SealedHere>();
        services.TryAddScoped<DepositSealed>(s => s.GetRequiredService<SealedHere>().DepositAsync);
        return services;
    }
}
