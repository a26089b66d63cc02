using System.Net;
using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;

namespace Chorus.App.Tests.Features.Messages;

public sealed class MessageTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;
    private TestReporter _reporter = null!;
    private SealedDeposit _report = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _reporter = _site.Reporter();
        _report = _reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var deposited = await _site.SendAsync(_report);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_message_is_stored_once_and_found_by_the_receipt()
    {
        var message = _reporter.Write(_report, "I remembered the date");

        using var first = await _site.PostAsync("/api/messages", TestSite.Body(message));
        using var again = await _site.PostAsync("/api/messages", TestSite.Body(message));

        (await first.Content.ReadAsStringAsync(Stop)).ShouldBe("{}");
        (await again.Content.ReadAsStringAsync(Stop)).ShouldBe("{}");
        var messages = JsonDocument.Parse(await _site.LookupAsync(_reporter)).RootElement.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(1);
        messages[0].GetProperty("direction").GetInt32().ShouldBe(0);
        messages[0].GetProperty("hour").GetString()!.ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}Z$");
    }

    [Fact]
    public async Task A_message_that_the_receipt_did_not_sign_is_refused()
    {
        var forged = SealedMessage.Seal(
            _report.Document.ThreadKey, _site.Deployment.Manifest.Deployment, _report.Signed.Statement.Handle, Direction.FromReporter,
            "not mine", "2026-11-23T21Z", _site.Reporter().Keys.Signing);

        await ShouldRefuseAsync(await _site.PostAsync("/api/messages", TestSite.Body(forged)), HttpStatusCode.BadRequest, "bad-signature");
    }

    [Fact]
    public async Task A_message_that_claims_the_other_direction_is_refused()
    {
        // Signed by the right key, but as an answer of the organisation.
        var turned = SealedMessage.Seal(
            _report.Document.ThreadKey, _site.Deployment.Manifest.Deployment, _report.Signed.Statement.Handle, Direction.FromOrganisation,
            "turned", "2026-11-23T21Z", _reporter.Keys.Signing);

        await ShouldRefuseAsync(await _site.PostAsync("/api/messages", TestSite.Body(turned)), HttpStatusCode.BadRequest, "bad-signature");
    }

    [Fact]
    public async Task A_message_to_an_unknown_report_or_of_too_many_bytes_is_refused()
    {
        var other = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        await ShouldRefuseAsync(await _site.PostAsync("/api/messages", TestSite.Body(_reporter.Write(other, "hello"))), HttpStatusCode.NotFound, "unknown-report");
        var long_ = _reporter.Write(_report, new string('x', 70_000));
        await ShouldRefuseAsync(await _site.PostAsync("/api/messages", TestSite.Body(long_)), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task An_advocates_answer_reaches_the_reporter_and_only_the_organisations_key_may_sign_it()
    {
        await _site.RunAsync();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var key = Chorus.Sealing.OrganisationKey.New();
        var answer = Answer(_site.Deployment.Organisations[TestDeployment.Centre].Signing);

        await ShouldRefuseAsync(await advocate.PostAsync("/desk/api/messages", TestSite.Body(Answer(key.Signing))), HttpStatusCode.BadRequest, "bad-signature");
        await ShouldRefuseAsync(await advocate.PostAsync("/desk/api/messages", TestSite.Body(answer), withToken: false), HttpStatusCode.BadRequest, "no-token");
        using var sent = await advocate.PostAsync("/desk/api/messages", TestSite.Body(answer));

        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        var messages = JsonDocument.Parse(await _site.LookupAsync(_reporter)).RootElement.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(1);
        messages[0].GetProperty("direction").GetInt32().ShouldBe(1);
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports")[0].GetProperty("messages").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Before_a_release_no_advocate_can_write_to_the_reporter()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var early = Answer(_site.Deployment.Organisations[TestDeployment.Centre].Signing);
        await ShouldRefuseAsync(await advocate.PostAsync("/desk/api/messages", TestSite.Body(early)), HttpStatusCode.NotFound, "unknown-report");
    }

    private SealedMessage Answer(Chorus.Sealing.SigningKey signing) => SealedMessage.Seal(
        _report.Document.ThreadKey, _site.Deployment.Manifest.Deployment, _report.Signed.Statement.Handle, Direction.FromOrganisation,
        "We have read it.", "2026-11-23T21Z", signing);

    private static async Task ShouldRefuseAsync(HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:" + name);
        answer.StatusCode.ShouldBe(status);
    }
}
