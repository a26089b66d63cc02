using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Chorus.Tests.Fuzzing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Fuzzing;

/// <summary>
/// Every call of the site that takes a body, through its running host, over sockets, with bodies that are not quite right
/// (docs/formats/fuzzing.md). CHORUS_FUZZ_SEED=N repeats one case.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class SiteCallsTests(SiteCallsTests.Site site) : IClassFixture<SiteCallsTests.Site>
{
    private static readonly string[] Taking = ["POST", "PUT", "DELETE", "PATCH"];

    public static TheoryData<string> Calls =>
    [
        "POST /api/statements", "POST /api/lookup", "POST /api/versions", "POST /api/messages", "POST /desk/api/messages", "POST /desk/api/contents", "POST /desk/api/readings", "POST /desk/api/sheets", "POST /desk/api/extracts", "POST /desk/api/extracts/{id}/{step}",
        "POST /api/attachments", "PUT /api/attachments/{id}/{index:int}", "DELETE /api/attachments/{id}", "POST /api/attachments/claims", "POST /api/attachments/chunks",
        "POST {language:language}/write/check", "POST desk/sign-in", "POST desk/sign-out", "POST desk/members", "POST desk/members/{id}/remove", "POST desk/members/record", "POST desk/join",
        "POST desk/account", "POST desk/second-factor", "POST desk/sign-in/code", "POST /desk/api/key/passphrase", "POST desk/key", "POST desk/recovery", "POST desk/cases", "POST desk/cases/open", "POST desk/cases/{id}", "POST desk/members/{id}/key", "POST /desk/api/key", "POST /desk/api/key-request", "POST /desk/api/key-requests/{member}", "POST /desk/api/key-change", "POST desk/new-key",
        "POST /desk/api/cases", "POST /desk/api/cases/{id}/events", "POST /desk/api/cases/{id}/letters", "POST /desk/api/cases/{id}/accesses", "POST /api/letters", "POST /api/letters/open",
        "POST /api/circles/open", "POST /api/circles/entries", "POST /desk/api/circles", "POST /desk/api/circles/{id}/begin", "POST /desk/api/circles/{id}/end",
        "POST {language:language}", "POST {language:language}/write", "POST {language:language}/return", "POST desk",
        "POST ", "POST {language:language}/help", "POST {language:language}/help/{country}", "POST {language:language}/traces",
        "POST {language:language}/rights", "POST {language:language}/poster", "POST {language:language}/missing", "POST {language:language}/return/questions", "POST {language:language}/letters",
    ];

    [Fact]
    public void Every_call_that_can_take_a_body_is_fuzzed()
    {
        var endpoints = site.Running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        // A page has no list of methods: whatever comes reaches it.
        var calls = endpoints.SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST"])
            .Where(m => Taking.Contains(m, StringComparer.Ordinal)).Select(m => $"{m} {e.RoutePattern.RawText}")).Distinct(StringComparer.Ordinal).ToList();
        calls.Order(StringComparer.Ordinal).ShouldBe(Calls.Select(c => c.Data).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_malformed_request_is_refused_with_a_sentence_and_the_next_good_one_is_taken(string call) =>
        await (await site.CallAsync(call)).HoldAsync(120, TestContext.Current.CancellationToken);

    [Theory]
    [Trait("Size", "Long")]
    [MemberData(nameof(Calls))]
    public async Task Many_more_malformed_requests_are_refused_with_a_sentence(string call) =>
        await (await site.CallAsync(call)).HoldAsync(600, TestContext.Current.CancellationToken);

    /// <summary>The site on a real port, with one report that was released and a member who may answer it.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private SealedDeposit _deposit = null!;
        private TestReporter _reporter = null!;
        private TestMember _advocate = null!;
        private TestFile _file = null!;
        private TestFile _open = null!;

        internal TestSite Running { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            // Nobody listens there, and nobody is written to.
            Running = await TestSite.StartAsync(sockets: true, mail: new("127.0.0.1", 9, Chorus.App.Mail.MailTls.None, "desk@site.example", 6));
            _reporter = Running.Reporter();
            (_file, _open) = (new(Running.Deployment.Manifest, "hello"u8.ToArray()), new(Running.Deployment.Manifest, "hello"u8.ToArray()));
            await _file.UploadAsync(Running);
            await _open.UploadAsync(Running);
            _deposit = _reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7, files: [_file]);
            using (var claimed = await Running.PostAsync("/api/attachments/claims", Claim()))
            {
                claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
            using (var sent = await Running.SendAsync(_deposit))
            {
                sent.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
            await Running.RunAsync();
            await Features.Attachments.UploadTests.SweepOf(Running).PassAsync(CancellationToken.None);
            _advocate = await Running.SignInAsync(TestDeployment.Centre, Role.Advocate, Role.Administrator);
            using var opened = await _advocate.PostAsync("/desk/api/cases", new
            {
                Id = Case, Role = "advocate", Title = Title(),
                Event = new { Process = "fair-process@1", Source = "referral", Zone = "Europe/Madrid", Holidays = "us-federal", Jurisdiction = "US-CA" },
            });
            opened.StatusCode.ShouldBe(HttpStatusCode.OK, await opened.Content.ReadAsStringAsync());
        }

        public ValueTask DisposeAsync()
        {
            _advocate.Dispose();
            return Running.DisposeAsync();
        }

        internal async Task<FuzzedCalls> CallAsync(string call)
        {
            var none = new Dictionary<string, string>(StringComparer.Ordinal);
            return call switch
            {
                "POST /api/statements" => Of(call, 200, Json("/api/statements", TestSite.Body(_deposit), none)),
                "POST /api/lookup" => Of(call, 200, Json("/api/lookup", new { _reporter.Keys.Lookup }, none)),
                "POST /api/versions" => Of(call, 200, Json("/api/versions", new { _reporter.Keys.Lookup, Handle = _deposit.Signed.Statement.Handle.ToArray(), Version = 1 }, none)),
                "POST /api/messages" => Of(call, 200, Json("/api/messages", TestSite.Body(_reporter.Write(_deposit, "Is anybody there?")), none)),
                "POST /desk/api/messages" => Of(call, 200, Json("/desk/api/messages", TestSite.Body(Answer()), await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/readings" => Of(call, 200, Json("/desk/api/readings", await GivenAsync(), await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/contents" => Of(call, 200, Json("/desk/api/contents", new { Reports = new[] { new { Handle = _deposit.Signed.Statement.Handle.ToArray(), Version = 1 } } }, await _advocate.HeadersAsync("/desk"))),
                // Of no report: nothing is kept, so the same can be asked again.
                "POST /desk/api/sheets" => Of(call, 404, Json("/desk/api/sheets", new { Handle = new byte[16], Own = true, Version = 1, Sealed = new byte[4163], Epoch = 1 }, await _advocate.HeadersAsync("/desk"))),
                "POST /api/attachments" => Of(call, 200, Json("/api/attachments", _open.Beginning, none)),
                "PUT /api/attachments/{id}/{index:int}" => Of(call, 200, new HttpExample("PUT", $"{_open.Address}/0", "application/octet-stream", Token(_open), [.. _open.Chunks[0]])),
                // A file that a report keeps has no upload any more, so the same can be asked again.
                "DELETE /api/attachments/{id}" => Of(call, 404, new HttpExample("DELETE", _file.Address, "text/plain", Token(_file), [1])),
                "POST /api/attachments/claims" => Of(call, 200, Json("/api/attachments/claims", Claim(), none)),
                "POST /api/attachments/chunks" => Of(call, 200, Json("/api/attachments/chunks", new { _reporter.Keys.Lookup, _file.Id, Index = 0 }, none)),
                // Both end at the check page, since a form that is sealed costs seconds; sealing is of the same reading.
                "POST {language:language}/write/check" => Of(call, 200, Form("/en/write/check", Filled, none), Form("/es/write/check?handler=again", Filled, none)),
                "POST desk/sign-in" => Of(call, 200, await SignInAsync()),
                "POST desk/sign-out" => Of(call, 302, Form("/desk/sign-out", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST {language:language}" => Of(call, 405, Form("/en/", Filled, none)),
                "POST {language:language}/write" => Of(call, 405, Form("/en/write", Filled, none)),
                "POST {language:language}/return" => Of(call, 405, Form("/en/return", Filled, none)),
                "POST " => Of(call, 405, Form("/", Filled, none)),
                "POST {language:language}/help" => Of(call, 405, Form("/en/help", Filled, none)),
                "POST {language:language}/help/{country}" => Of(call, 405, Form("/en/help/ES", Filled, none)),
                "POST {language:language}/traces" => Of(call, 405, Form("/en/traces", Filled, none)),
                "POST {language:language}/rights" => Of(call, 405, Form("/en/rights", Filled, none)),
                "POST {language:language}/letters" => Of(call, 405, Form("/en/letters", Filled, none)),
                "POST {language:language}/poster" => Of(call, 405, Form("/en/poster", Filled, none)),
                "POST {language:language}/missing" => Of(call, 405, Form("/en/missing", Filled, none)),
                "POST {language:language}/return/questions" => Of(call, 405, Form("/en/return/questions", Filled, none)),
                // Of nobody here: what is changed in it must not change what the member may do.
                "POST desk/members" => Of(call, 200, Form("/desk/members?handler=roles", "member=0&role=advocate&role=administrator", await _advocate.HeadersAsync("/desk/members"))),
                // A member of another organisation: nobody is removed.
                "POST desk/members/{id}/remove" => Of(call, 404, Form("/desk/members/0/remove", "x=1", await _advocate.HeadersAsync("/desk/members"))),
                "POST desk/account" => Of(call, 200, Form("/desk/account", "now=not+the+password&next=another+password", await _advocate.HeadersAsync("/desk")), Form("/desk/account?handler=mail", "address=not+an+address", await _advocate.HeadersAsync("/desk"))),
                // The page has been looked at: the first look makes a secret, which ends other sessions.
                "POST desk/second-factor" => Of(call, 200, Form("/desk/second-factor?handler=on", "code=not+a+code", await _advocate.HeadersAsync("/desk/second-factor"))),
                // Nobody has typed a password before.
                "POST desk/sign-in/code" => Of(call, 302, Form("/desk/sign-in/code", "code=123456", await _advocate.HeadersAsync("/desk"))),
                // A key that there is none of: the password is not looked at, and nobody locked out.
                "POST /desk/api/key/passphrase" => Of(call, 404, Json("/desk/api/key/passphrase", new { Epoch = 2, Wrapped = new byte[82], Password = "a password" }, await _advocate.HeadersAsync("/desk"))),
                "POST desk/join" => Of(call, 200, await JoinAsync()),
                "POST desk/recovery" => Of(call, 405, Form("/desk/recovery", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST desk/cases" => Of(call, 405, Form("/desk/cases", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST desk/cases/open" => Of(call, 405, Form("/desk/cases/open", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST desk/cases/{id}" => Of(call, 405, Form("/desk/cases/0", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST desk/key" => Of(call, 405, Form("/desk/key", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST desk/members/{id}/key" => Of(call, 405, Form("/desk/members/0/key", "x=1", await _advocate.HeadersAsync("/desk"))),
                // What the only member can be answered, who has the key: nothing is granted, asked or waited for.
                "POST /desk/api/key" => Of(call, 409, Json("/desk/api/key", new { Epoch = 1, Wrapped = new byte[82] }, await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/key-request" => Of(call, 409, Json("/desk/api/key-request", new { PublicKey = new byte[32], Kept = new byte[82] }, await _advocate.HeadersAsync("/desk"))),
                // Of an epoch that is over: nothing is made.
                "POST /desk/api/key-change" => Of(call, 409, Json("/desk/api/key-change", new { Epoch = 1, Before = 1, RecipientKey = Chorus.Sealing.BoxKey.Generate().PublicKey, SigningKey = new byte[32], Link = new byte[61], Wrapped = new byte[82] }, await _advocate.HeadersAsync("/desk"))),
                "POST desk/new-key" => Of(call, 405, Form("/desk/new-key", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/key-requests/{member}" => Of(call, 404, Json("/desk/api/key-requests/0", new { Epoch = 1, PublicKey = new byte[32], Granted = new byte[80] }, await _advocate.HeadersAsync("/desk"))),
                // Of nobody's case: what is read of it is all that is fuzzed, and nothing is added to the log.
                "POST /desk/api/extracts" => Of(call, 404, Json("/desk/api/extracts", new { Handle = new byte[16], Version = 1, Sealed = new byte[4163] }, await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/extracts/{id}/{step}" => Of(call, 404, Json("/desk/api/extracts/AAAA/approved", new { }, await _advocate.HeadersAsync("/desk"))),
                "POST desk/members/record" => Of(call, 405, Form("/desk/members/record", "x=1", await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/cases" => Of(call, 422, Json("/desk/api/cases", new
                {
                    Id = new string('0', 32), Role = "advocate", Event = new { Process = "none@1" }, Title = Title(),
                }, await _advocate.HeadersAsync("/desk"))),
                // What the laws refuse, so that the case stays as it is.
                "POST /desk/api/cases/{id}/events" => Of(call, 422, Json($"/desk/api/cases/{Case}/events", new { After = 1, Role = "advocate", Event = new { Kind = "case-closed" }, Contents = Array.Empty<object>() }, await _advocate.HeadersAsync("/desk"))),
                // The case has nobody in it yet, so nothing is kept and the same can be asked again.
                "POST /desk/api/cases/{id}/letters" => Of(call, 422, Json($"/desk/api/cases/{Case}/letters", new { Role = "advocate", Of = "respondent-1", Letter = Letter() }, await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/cases/{id}/accesses" => Of(call, 400, Json($"/desk/api/cases/{Case}/accesses", new
                {
                    Record = new { After = 1, Role = "advocate", Event = new { Kind = "case-closed" }, Contents = Array.Empty<object>() },
                    Access = new { Lookup = new byte[16], Signing = new byte[32], Box = new byte[32], Signature = new byte[64], Proof = new byte[64] }, Copies = new[] { new { Letter = Case, Sealed = new byte[306] } },
                }, await _advocate.HeadersAsync("/desk"))),
                "POST /api/letters" => Of(call, 404, Json("/api/letters", new { Lookup = new byte[16], Letter = Letter() }, none)),
                "POST /api/letters/open" => Of(call, 200, Json("/api/letters/open", new { Lookup = new byte[16] }, none)),
                "POST /api/circles/open" => Of(call, 200, Json("/api/circles/open", new { Lookup = new byte[16] }, none)),
                "POST /api/circles/entries" => Of(call, 404, Json("/api/circles/entries", new { Lookup = new byte[16], Entry = Entry() }, none)),
                // Of another length, or of no circle: nothing is kept, and the same can be asked again.
                "POST /desk/api/circles" => Of(call, 400, Json("/desk/api/circles", new { Id = new byte[15], Wrapped = new byte[82] }, await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/circles/{id}/begin" => Of(call, 404, Json($"/desk/api/circles/{Base64UrlText.Encode(new byte[16])}/begin", new
                {
                    Seats = Enumerable.Repeat(new { Lookup = new byte[16], Signing = new byte[32] }, 3).ToArray(), Entry = Entry(),
                }, await _advocate.HeadersAsync("/desk"))),
                "POST /desk/api/circles/{id}/end" => Of(call, 404, Json($"/desk/api/circles/{Base64UrlText.Encode(new byte[16])}/end", new { }, await _advocate.HeadersAsync("/desk"))),
                "POST desk" => Of(call, 405, Form("/desk", "x=1", await _advocate.HeadersAsync("/desk"))),
                _ => throw new ArgumentException($"There is no example of {call}.", nameof(call)),
            };
        }

        private static object Letter() => new { Id = Case, Kind = 1, DataHash = new byte[32], Sealed = new byte[310], Signature = new byte[64], Copies = new[] { new { Key = new byte[32], Sealed = new byte[306] } } };

        private static object Entry() => new
        {
            Index = 0, Author = 0, Act = 0, Hour = "2026-11-23T21Z", Keys = Enumerable.Range(0, 3).Select(seat => new { Seat = seat, Key = new byte[80] }).ToArray(),
            Envelope = new byte[4147], Signature = new byte[64],
        };

        private const string Case = "11111111111111111111111111111111";

        private const string Filled = "story=Kept+asking+me+%C2%BFqu%C3%A9%3F&choice=keep&organisation=workers-centre&who1-kind=phone&who1-value=600+123+456&country=ES&act=B07&act=B03";

        private object Title() => new
        {
            Id = new string('0', 32),
            Sealed = CaseContent.Seal(
                Running.Deployment.Organisations[TestDeployment.Centre].RecipientKey, 1,
                new(Running.Deployment.Manifest.Deployment, TestDeployment.Centre, new byte[16], new byte[16]), "a title"u8),
        };

        private object Claim() => TestFile.Claim(_reporter, _deposit, true, _file);

        private static Dictionary<string, string> Token(TestFile file) =>
            new(StringComparer.Ordinal) { [App.Features.Attachments.UploadEndpoints.TokenHeader] = Base64UrlText.Encode(file.Token) };

        private SealedMessage Answer()
        {
            var statement = _deposit.Signed.Statement;
            return SealedMessage.Seal(
                _deposit.Document.ThreadKey, Running.Deployment.Manifest.Deployment, statement.Handle, Direction.FromOrganisation, "Yes.", "2026-11-23T21Z",
                Running.Deployment.Organisations[TestDeployment.Centre].Signing);
        }

        private async Task<object> GivenAsync()
        {
            await _advocate.ContentsAsync(await _advocate.ReadAsync("/desk/api/reports"));
            return new { Handle = _deposit.Signed.Statement.Handle.ToArray(), Version = 1, Messages = 0 };
        }

        private async Task<HttpExample> SignInAsync()
        {
            using var browser = Running.Browser();
            var headers = await browser.HeadersAsync("/desk/sign-in");
            // Nobody of that name: a member's account would be locked after five.
            return Form("/desk/sign-in", "email=nobody%40nowhere.example&password=correct+horse+battery", headers);
        }

        private async Task<HttpExample> JoinAsync()
        {
            using var browser = Running.Browser();
            return Form("/desk/join", $"code={Base64UrlText.Encode(new byte[32])}&name=Ana&email=ana%40nowhere.example&password=correct+horse+battery", await browser.HeadersAsync("/desk/join"));
        }

        private static HttpExample Json(string path, object body, IReadOnlyDictionary<string, string> headers) =>
            new("POST", path, "application/json", headers, JsonSerializer.SerializeToUtf8Bytes(body, SiteJson.Options));

        private static HttpExample Form(string path, string body, IReadOnlyDictionary<string, string> headers) =>
            new("POST", path, "application/x-www-form-urlencoded", headers, System.Text.Encoding.ASCII.GetBytes(body));

        private FuzzedCalls Of(string call, int taken, params HttpExample[] examples) => new(call, examples, ConnectAsync) { Taken = taken, LeastRefused = examples[0].Json ? 60 : 15 };

        private async Task<(Stream Stream, Action End)> ConnectAsync(CancellationToken stop)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(Running.Address.Host, Running.Address.Port, stop);
            return (new NetworkStream(socket, ownsSocket: true), () => socket.Shutdown(SocketShutdown.Send));
        }
    }
}

/// <summary>Tests that measure what the process sets aside, and so run when no others do.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
