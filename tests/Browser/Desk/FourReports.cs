using Chorus.Escrow.Depositing;

namespace Chorus.Browser.Tests.Desk;

/// <summary>A desk with two reports that agree on a phone number and two that were sent directly; two of the four wait for an answer.</summary>
public sealed class FourReports : IAsyncLifetime
{
    private static readonly ReportIdentifier Phone = new("phone", "+34 600 123 456", MayRelease: true, Region: "ES");
    private static readonly ReportIdentifier Mail = new("email", "boss@hotel.example", MayRelease: true);

    internal DeskSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        var first = await Site.SendAsync("Kept asking me to meet after my shift.", Quorum.Of(2), Phone, "B03");
        await Site.SendAsync("Me mandaba mensajes por la noche, con Íñigo.", Quorum.Of(2), Phone, "B03", "B06");
        var direct = await Site.SendAsync("The supervisor stood in the linen room door.", Quorum.Of(1), Mail, "B06");
        await Site.SendAsync("他在酒店的走廊里拦住了我。", Quorum.Of(1), Mail with { Value = "other@hotel.example" });
        await Site.RunAsync();
        await Site.WriteAsync(first, "Is anybody there?", "2026-11-25T10Z");
        await Site.WriteAsync(direct, "I write once more about the kettle.", "2026-11-24T10Z");
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
