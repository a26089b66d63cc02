using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Microsoft.Net.Http.Headers;

namespace Chorus.App.Tests.Deployment;

/// <summary>A member's browser: it keeps cookies and sends the token of the page it is on.</summary>
internal sealed class TestMember : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public TestMember(HttpMessageHandler site, Uri address) => _client = new(new Jar(site, _cookies)) { BaseAddress = address };

    /// <summary>The browser of a member of a site that runs on a port.</summary>
    public static TestMember Over(Uri address) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }, address);

    /// <summary>The headers of a request by hand: the cookies, and the token of the page of that address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> HeadersAsync(string page)
    {
        var text = await _client.GetStringAsync(page, TestContext.Current.CancellationToken);
        var token = TestSite.PageToken().Match(text) is { Success: true } found ? found : TestSite.FormToken().Match(text);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [HeaderNames.Cookie] = _cookies.GetCookieHeader(new Uri(_client.BaseAddress!, page)),
            [MemberSignIn.TokenHeader] = token.Groups["token"].Value,
        };
    }

    public async Task<bool> SignInAsync(string email, string password)
    {
        var stop = TestContext.Current.CancellationToken;
        var page = await _client.GetStringAsync("/desk/sign-in", stop);
        using var answer = await _client.PostAsync("/desk/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["email"] = email,
            ["password"] = password,
            ["__RequestVerificationToken"] = TestSite.FormToken().Match(page).Groups["token"].Value,
        }), stop);
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString() == "/desk";
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await _client.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, bool withToken = true) => PostJsonAsync("/desk", path, body, withToken);

    /// <summary>Sends what a script of a page sends.</summary>
    public async Task<HttpResponseMessage> PostJsonAsync(string from, string path, object body, bool withToken = true)
    {
        var stop = TestContext.Current.CancellationToken;
        var page = await _client.GetStringAsync(from, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: SiteJson.Options) };
        if (withToken)
        {
            request.Headers.Add(MemberSignIn.TokenHeader, TestSite.PageToken().Match(page).Groups["token"].Value);
        }
        return await _client.SendAsync(request, stop);
    }

    /// <summary>Sends a form of a page, or to one, with the token that the page carries.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var stop = TestContext.Current.CancellationToken;
        using var read = await _client.GetAsync(page, stop);
        var text = await read.Content.ReadAsStringAsync(stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        if (TestSite.PageToken().Match(text) is { Success: true } token)
        {
            request.Headers.Add(MemberSignIn.TokenHeader, token.Groups["token"].Value);
        }
        return await _client.SendAsync(request, stop);
    }

    /// <summary>The contents of all reports of an index, in its order, asked for as often as it takes.</summary>
    public async Task<IReadOnlyList<JsonElement>> ContentsAsync(JsonElement index)
    {
        var rest = index.GetProperty("reports").EnumerateArray().Select(r => (Handle: r.GetProperty("handle").GetString()!, Version: r.GetProperty("version").GetUInt32())).ToList();
        var all = new List<JsonElement>();
        while (rest.Count > 0)
        {
            using var answer = await PostAsync("/desk/api/contents", new { Reports = rest.Take(100).Select(r => new { r.Handle, r.Version }) });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var given = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("reports").EnumerateArray().ToList();
            given.ShouldNotBeEmpty();
            all.AddRange(given);
            rest.RemoveAll(r => given.Exists(g => string.Equals(g.GetProperty("handle").GetString(), r.Handle, StringComparison.Ordinal)));
        }
        return all;
    }

    public void Dispose() => _client.Dispose();

    private sealed class Jar(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (cookies.GetCookieHeader(address) is { Length: > 0 } header)
            {
                request.Headers.Add(HeaderNames.Cookie, header);
            }
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues(HeaderNames.SetCookie, out var set))
            {
                foreach (var cookie in set)
                {
                    cookies.SetCookies(address, cookie);
                }
            }
            return answer;
        }
    }
}
