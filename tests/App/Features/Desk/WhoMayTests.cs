using System.Net;
using System.Text.RegularExpressions;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;
using Chorus.Sealing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>The table of docs/who-may-do-what.md, tried cell by cell.</summary>
public sealed partial class WhoMayTests : IAsyncLifetime
{
    private TestSite _site = null!;

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ /desk[^`]*)`(?<of>[^|]*)\|(?<cells>.*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    public static TheoryData<string, string, string> Rows => [.. Table()];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_role_and_a_stranger_may_do_what_the_table_says(string call, string of, string cells)
    {
        var expected = cells.Split('|', StringSplitOptions.TrimEntries);
        expected.Length.ShouldBe(1 + Roles.All.Count);
        await _site.EnrolAsync(TestDeployment.Centre, "other@centre.example", TestSite.Password, Role.Administrator, Role.Advocate);
        using (var stranger = _site.Browser())
        {
            (await TryAsync(stranger, call, of, "nobody@centre.example")).ShouldBe(expected[0], "stranger");
        }
        // In the order of the columns: advocate, case officer, decision maker, administrator, auditor.
        foreach (var (role, cell) in Roles.All.Zip(expected[1..]))
        {
            using var member = await _site.SignInAsync(TestDeployment.Centre, role);
            (await TryAsync(member, call, of, $"{role.Spelling()}@{TestDeployment.Centre}.example")).ShouldBe(cell, role.ToString());
        }
    }

    [Fact]
    public void Every_call_of_the_desk_is_in_the_table()
    {
        var table = Table().Select(r => r.Data.Item1).ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (path == "/desk" || path.StartsWith("/desk/", StringComparison.Ordinal))
            {
                foreach (var method in MethodsOf(endpoint))
                {
                    table.ShouldContain($"{method} {path}");
                }
            }
        }
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
        {
            return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods;
        }
        var model = typeof(SiteServices).Assembly.GetType($"Chorus.App.Features{page.ViewEnginePath.Replace('/', '.')}Model");
        model.ShouldNotBeNull(page.ViewEnginePath);
        return model.GetMethods().Any(m => m.Name.StartsWith("OnPost", StringComparison.Ordinal)) ? ["GET", "POST"] : ["GET"];
    }

    private async Task<string> TryAsync(TestMember browser, string call, string of, string email)
    {
        using var answer = await AnswerAsync(browser, call, of.Trim(), of.Trim() == "of oneself" ? email : "other@centre.example");
        if (answer.StatusCode is HttpStatusCode.Redirect)
        {
            var to = answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString();
            return to.StartsWith("/desk/sign-in?ReturnUrl=", StringComparison.Ordinal) ? "sign in" : to.StartsWith("/desk/members?ReturnUrl=", StringComparison.Ordinal) ? "no" : "yes";
        }
        return answer.StatusCode switch { HttpStatusCode.Unauthorized => "sign in", HttpStatusCode.Forbidden => "no", _ => "yes" };
    }

    private async Task<HttpResponseMessage> AnswerAsync(TestMember browser, string call, string of, string whom)
    {
        var id = await _site.QueryAsync(db => db.Users.Where(m => m.Email == whom).Select(m => m.Id).SingleOrDefaultAsync(TestContext.Current.CancellationToken)) ?? "nobody";
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        path = path.Replace("{index:int}", "0", StringComparison.Ordinal)
            .Replace("{handle}", Base64UrlText.Encode(new byte[16]), StringComparison.Ordinal)
            .Replace("{member}", id, StringComparison.Ordinal)
            .Replace("{id}", path.Contains("attachments", StringComparison.Ordinal) ? Base64UrlText.Encode(new byte[16]) : id, StringComparison.Ordinal);
        return (method, path) switch
        {
            ("POST", "/desk/members") when of == "to invite" => await browser.PostFormAsync(path, path + "?handler=invite", ("name", "Ana"), ("role", "auditor")),
            ("POST", "/desk/members") when of == "to withdraw an invitation" => await browser.PostFormAsync(path, path + "?handler=withdraw", ("invitation", Base64UrlText.Encode(new byte[32]))),
            ("POST", "/desk/join") => await browser.PostFormAsync(path, path, ("code", Base64UrlText.Encode(new byte[32])), ("name", "Ana"), ("email", "ana@centre.example"), ("password", TestSite.Password)),
            ("POST", "/desk/api/key/passphrase") => await browser.PostJsonAsync("/desk/sign-in", path, new { Epoch = 1, Wrapped = new byte[82], TestSite.Password }),
            ("POST", "/desk/second-factor") => await browser.PostFormAsync(path, path + "?handler=on", ("code", "not a code")),
            ("POST", "/desk/account") when of == "to be told by e-mail" => await browser.PostFormAsync(path, path + "?handler=mail", ("address", "not an address")),
            ("POST", "/desk/account") => await browser.PostFormAsync(path, path, ("now", TestSite.Password), ("next", "too short")),
            ("POST", "/desk/sign-in/code") => await browser.PostFormAsync("/desk/sign-in", path, ("code", "000000")),
            ("POST", "/desk/api/cases") => await browser.PostJsonAsync("/desk/sign-in", path, new { Id = "not an id", Role = "case-officer", Event = new { }, Title = new { Id = "", Sealed = Array.Empty<byte>() } }),
            ("POST", _) when path.StartsWith("/desk/api/cases/", StringComparison.Ordinal) => await browser.PostJsonAsync("/desk/sign-in", path, new { After = "not a number" }),
            ("POST", "/desk/api/key") => await browser.PostJsonAsync("/desk/sign-in", path, new { Epoch = 1, Wrapped = new byte[82] }),
            ("POST", "/desk/api/key-change") => await browser.PostJsonAsync("/desk/sign-in", path, new { Epoch = 0, Before = 0, RecipientKey = new byte[32], SigningKey = new byte[32], Link = new byte[61], Wrapped = new byte[82] }),
            ("POST", "/desk/api/key-request") => await browser.PostJsonAsync("/desk/sign-in", path, new { PublicKey = new byte[32], Kept = new byte[82] }),
            ("POST", _) when path.StartsWith("/desk/api/key-requests/", StringComparison.Ordinal) => await browser.PostJsonAsync("/desk/sign-in", path, new { Epoch = 1, PublicKey = new byte[32], Granted = new byte[80] }),
            ("POST", _) when path.StartsWith("/desk/api/circles", StringComparison.Ordinal) => await browser.PostJsonAsync("/desk/sign-in", path, new { Id = Array.Empty<byte>() }),
            ("GET", _) => await browser.GetAsync(path),
            // Refused or taken, nothing comes of it: there is no such report.
            ("POST", "/desk/api/messages") => await browser.PostJsonAsync("/desk/sign-in", path, new { Handle = new byte[16], Id = new byte[16], Envelope = new byte[300], Signature = new byte[64] }),
            ("POST", "/desk/sign-in") => await browser.PostFormAsync("/desk/sign-in", path, ("email", "nobody@nowhere.example"), ("password", TestSite.Password)),
            ("POST", "/desk/members") => await browser.PostFormAsync("/desk/members", path + "?handler=roles", ("member", id), ("role", "auditor"), ("role", "administrator"), ("role", "advocate")),
            _ => await browser.PostFormAsync("/desk/members", path),
        };
    }

    private static List<TheoryDataRow<string, string, string>> Table()
    {
        var rows = Row().Matches(File.ReadAllText(Source.Path("docs/who-may-do-what.md")).ReplaceLineEndings("\n"))
            .Select(row => new TheoryDataRow<string, string, string>(row.Groups["call"].Value, row.Groups["of"].Value, row.Groups["cells"].Value)).ToList();
        rows.Count.ShouldBeGreaterThan(10);
        return rows;
    }
}
