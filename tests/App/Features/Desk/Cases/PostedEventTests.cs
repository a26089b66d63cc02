using System.Text.Json;
using Chorus.App.Features.Desk.Cases;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>What a member posts as an event, before any case is looked at.</summary>
public sealed class PostedEventTests
{
    [Theory]
    [InlineData("""{"process":"\udc00\ud800"}""")]
    [InlineData("""{"process":{"\ud800":1}}""")]
    [InlineData("""{"\ud800":"none@1"}""")]
    [InlineData("""{"process":"none@1","process":"fair-process@1"}""")]
    [InlineData("""["none@1"]""")]
    [InlineData("\"none@1\"")]
    [InlineData("null")]
    public void What_is_no_object_of_well_formed_texts_is_refused_with_a_sentence(string posted)
    {
        using var document = JsonDocument.Parse(posted);
        var line = PostedEvent.Line(document.RootElement, "case-opened", 1, new(2026, 11, 28, 7, 0, 0, TimeSpan.Zero), "staff-1", "advocate");
        var (read, refusal) = PostedEvent.Read(line);
        read.ShouldBeNull();
        refusal.ShouldNotBeNull();
    }
}
