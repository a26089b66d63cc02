using System.Net;
using System.Text.Json;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>Who of an organisation has opened a report, and what is unread.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private SealedDeposit _deposit = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await _site.SendAsync(_deposit);
        await _site.RunAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Nobody_has_opened_a_report_whose_content_was_given_to_nobody()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        await advocate.ReadAsync("/desk/api/reports");
        (await ReadingsAsync(advocate)).ShouldBeEmpty();
        using var marked = await MarkAsync(advocate, 0);
        marked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_given_a_content_is_written_down_and_a_colleague_sees_it()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var officer = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        var index = await advocate.ReadAsync("/desk/api/reports");
        // Asked for in two tabs, and again: written down once.
        await Task.WhenAll(advocate.ContentsAsync(index), advocate.ContentsAsync(index));
        await advocate.ContentsAsync(index);

        var seen = (await ReadingsAsync(officer)).ShouldHaveSingleItem();
        seen.GetProperty("own").GetBoolean().ShouldBeFalse();
        seen.GetProperty("readHour").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("version").GetInt32().ShouldBe(1);
        (await ReadingsAsync(advocate)).ShouldHaveSingleItem().GetProperty("own").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_report_is_unread_until_the_member_has_read_it_and_a_colleague_has_not_by_that()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var officer = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        foreach (var member in new[] { advocate, officer })
        {
            await member.ContentsAsync(await member.ReadAsync("/desk/api/reports"));
            (await ReadAsync(member)).ShouldBeNull();
        }
        using var marked = await MarkAsync(advocate, 3);
        marked.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ReadAsync(advocate)).ShouldBe(3);
        (await ReadAsync(officer)).ShouldBeNull();
        (await ReadingsAsync(officer)).Count(r => r.GetProperty("readHour").ValueKind == JsonValueKind.String).ShouldBe(1);
    }

    [Fact]
    public async Task Another_organisations_member_is_told_nothing_and_can_mark_nothing()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var stranger = await _site.SignInAsync(TestDeployment.LegalAid);
        await advocate.ContentsAsync(await advocate.ReadAsync("/desk/api/reports"));
        (await ReadingsAsync(stranger)).ShouldBeEmpty();
        using var marked = await MarkAsync(stranger, 0);
        marked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_001)]
    public async Task A_number_of_messages_that_no_report_has_is_refused(int messages)
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var marked = await MarkAsync(advocate, messages);
        marked.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private byte[] Handle => _deposit.Signed.Statement.Handle.ToArray();

    private async Task<HttpResponseMessage> MarkAsync(TestMember member, int messages) =>
        await member.PostAsync("/desk/api/readings", new { Handle, Version = 1, Messages = messages });

    private async Task<IReadOnlyList<JsonElement>> ReadingsAsync(TestMember member) =>
        [.. (await member.ReadAsync($"/desk/api/readings/{Base64UrlText.Encode(Handle)}")).GetProperty("readings").EnumerateArray()];

    private static async Task<int?> ReadAsync(TestMember member) =>
        (await member.ReadAsync("/desk/api/reports")).GetProperty("reports")[0].GetProperty("read") is { ValueKind: JsonValueKind.Number } read ? read.GetInt32() : null;
}
