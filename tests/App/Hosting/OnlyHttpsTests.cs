using System.Net;

namespace Chorus.App.Tests.Hosting;

/// <summary>A proxy in front says how the browser came.</summary>
public sealed class OnlyHttpsTests : IAsyncLifetime
{
    private Deployment.TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await Deployment.TestSite.StartAsync(sockets: true);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_page_that_is_asked_for_without_TLS_is_sent_to_the_same_address_with_it()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/en/write?with=helper", "http", "reports.example:80");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("https://reports.example/en/write?with=helper");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/en/write/check")]
    [InlineData("/api/statements")]
    [InlineData("/desk/sign-in")]
    public async Task What_is_posted_without_TLS_is_not_taken(string path)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, "http", "reports.example");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("urn:chorus:not-sealed");
    }

    [Fact]
    public async Task Who_came_by_TLS_is_told_to_come_so_for_a_year()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/en/write", "https", "reports.example");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
    }

    [Theory]
    [InlineData(null, "localhost")]
    [InlineData("http", "chorus4f7x2.onion")]
    public async Task This_machine_alone_and_an_onion_address_need_no_TLS(string? came, string host)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/en/write", came, host);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? came, string host)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = _site.Address };
        using var request = new HttpRequestMessage(method, path) { Headers = { Host = host } };
        if (came is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", came);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
