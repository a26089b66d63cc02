using System.Text.RegularExpressions;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chorus.App.Tests.Data;

public sealed class SchemaTests : IAsyncLifetime
{
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_migrations_make_the_model()
    {
        (await _site.QueryAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();
        (await _site.QueryAsync(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_table_and_column_is_in_the_data_model_page_with_its_reason()
    {
        var page = await File.ReadAllTextAsync(Source.Path("docs/data-model.md"), TestContext.Current.CancellationToken);
        foreach (var table in (await ModelAsync()).GetEntityTypes().Where(e => !e.IsOwned()))
        {
            var section = Regex.Match(page, $"### {table.GetTableName()}\n(?<text>.*?)(?=\n##)", RegexOptions.Singleline | RegexOptions.ExplicitCapture).Value;
            section.ShouldContain("*Destroyed:*", customMessage: table.GetTableName());
            foreach (var column in table.GetProperties())
            {
                section.ShouldContain($"| `{column.GetColumnName()}` |", customMessage: table.GetTableName());
            }
        }
    }

    [Fact]
    public async Task Every_row_of_an_organisation_is_hidden_until_the_organisation_is_chosen()
    {
        // Sign-in has to find a member before the organisation is known, and public keys are public.
        Type[] open = [typeof(Member), typeof(OrganisationKeyRow)];
        foreach (var table in (await ModelAsync()).GetEntityTypes().Where(e => e.FindProperty("OrganisationId") is not null))
        {
            (table.GetDeclaredQueryFilters().Count > 0).ShouldBe(!open.Contains(table.ClrType), table.Name);
        }
    }

    [Fact]
    public async Task A_query_sees_the_chosen_organisations_rows_and_without_a_choice_none()
    {
        foreach (var organisation in new[] { TestDeployment.Centre, TestDeployment.LegalAid })
        {
            using var sent = await _site.SendAsync(_site.Reporter().Seal(organisation, Escrow.Depositing.Quorum.Of(3), 7));
        }
        (await VersionsAsync(null)).ShouldBeEmpty();
        (await VersionsAsync(TestDeployment.Centre)).ShouldBe([TestDeployment.Centre]);
        (await VersionsAsync(TestDeployment.LegalAid)).ShouldBe([TestDeployment.LegalAid]);
    }

    private Task<List<string>> VersionsAsync(string? organisation) => _site.QueryAsync(db =>
    {
        db.Organisation = organisation;
        return db.ReportVersions.Select(v => v.OrganisationId).ToListAsync(TestContext.Current.CancellationToken);
    });

    private Task<IModel> ModelAsync() => _site.QueryAsync(db => Task.FromResult(db.Model));
}
