using System.Security.Authentication;
using Chorus.App.Trustees;
using Chorus.Sealing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Chorus.App.Tests.Trustees;

/// <summary>Whatever a trustee answers, the site goes on: an exception here would end the job that asked.</summary>
public sealed class HttpTrusteeClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Answers => new()
    {
        { "application/json; charset=none-such", "{}" },
        { "application/json; charset=none-such", """{"answers":[{"problem":"bad-packet"}],"releases":[],"list":null}""" },
        { "text/plain", "hello" },
        { "application/json", "" },
        { "application/json", "null" },
        { "application/json", "{" },
        { "application/json", """{"answers":[null],"releases":null,"list":{}}""" },
        { "application/json", """{"answers":[{"ack":"\ud800"}],"releases":{"a":1},"list":{"epoch":-1,"packetKeys":["\ud800"],"signature":"\ud800"}}""" },
        { "cut", """{"answers":[""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_none_is_as_no_answer(string type, string body)
    {
        using var own = TlsIdentity.Create("site", TimeProvider.System);
        using var theirs = TlsIdentity.Create("trustee", TimeProvider.System);
        await using var trustee = await StartAsync(theirs, type, body);
        var address = new Uri(trustee.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var client = new HttpTrusteeClient(0, address, theirs.SpkiHash, own);

        (await client.SubmitAsync([1], [2], null, Stop)).ShouldBeOfType<TrusteeAnswer.Unreachable>();
        (await client.ReleasesAsync(0, Stop)).ShouldBeNull();
        (await client.PacketKeysAsync(Stop)).ShouldBeNull();
        (await client.KeptAsync([], true, Stop)).ShouldBeNull();
    }

    private static async Task<WebApplication> StartAsync(TlsIdentity identity, string type, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = identity.Certificate;
            https.SslProtocols = SslProtocols.Tls13;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        var app = builder.Build();
        app.Run(async context =>
        {
            var cut = type == "cut";
            context.Response.Headers.ContentType = cut ? "application/json" : type;
            context.Response.Headers.ContentLength = cut ? 1000 : System.Text.Encoding.UTF8.GetByteCount(body);
            await context.Response.WriteAsync(body);
            if (cut)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        });
        await app.StartAsync(Stop);
        return app;
    }
}
