using Microsoft.AspNetCore.Http;

namespace Chorus.App.Tests.TimeStamps;

/// <summary>A time-stamp authority on a port of its own, which answers as it is told.</summary>
internal sealed class AuthorityOverHttp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AuthorityOverHttp(WebApplication app) => _app = app;

    /// <summary>What it does with the next questions.</summary>
    public Func<byte[], HttpResponse, Task> Answers { get; set; } = (_, response) => Task.FromResult(response.StatusCode = 503);

    /// <summary>How many came.</summary>
    public int Asked { get; private set; }

    /// <summary>The last question.</summary>
    public byte[] Question { get; private set; } = [];

    public Uri Address => new(_app.Urls.Single());

    public static async Task<AuthorityOverHttp> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var authority = new AuthorityOverHttp(app);
        app.Run(authority.AnswerAsync);
        await app.StartAsync();
        return authority;
    }

    /// <summary>A reply as an authority sends it.</summary>
    public static async Task ReplyAsync(HttpResponse response, byte[] reply, string type = "application/timestamp-reply")
    {
        response.ContentType = type;
        await response.Body.WriteAsync(reply);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked++;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Question = body.ToArray();
        await Answers(Question, context.Response);
    }
}
