using Chorus.App.Components.Picture;
using Chorus.App.Features.Write;
using Chorus.App.Questionnaires;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chorus.App.Features;

/// <summary>What the reporters' pages need.</summary>
internal static class ReporterPages
{
    /// <exception cref="SiteStartException">The questionnaire built into the application has a fault.</exception>
    internal static IServiceCollection AddReporterPages(this IServiceCollection services)
    {
        services.AddSingleton(Checked()).AddSingleton<ReporterForm>().AddScoped<SealedHere>();
        services.TryAddScoped<DepositSealed>(s => s.GetRequiredService<SealedHere>().DepositAsync);
        return services;
    }

    private static Questionnaire Checked()
    {
        try
        {
            var questionnaire = Questionnaire.Core();
            var undrawn = questionnaire.Questions.SelectMany(q => q.Choices).Select(o => o.Picture).OfType<string>()
                .Where(p => !PictureTagHelper.Has(p)).ToList();
            return undrawn.Count == 0
                ? questionnaire
                : throw new SiteStartException($"The questionnaire asks for pictures that are not there: {string.Join(", ", undrawn)}.");
        }
        catch (InvalidDataException e)
        {
            throw new SiteStartException(e.Message);
        }
    }
}
