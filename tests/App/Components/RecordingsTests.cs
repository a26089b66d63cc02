using System.Net;
using Chorus.App.Components.Listen;
using Chorus.App.Languages;
using Chorus.App.Tests.Deployment;

namespace Chorus.App.Tests.Components;

/// <summary>Recordings of texts that whoever runs the site has put beside them.</summary>
public sealed class RecordingsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_is_found_by_language_and_text_opus_before_mp3_and_nothing_else_is_given_out()
    {
        await using var site = await TestSite.StartAsync();
        var options = site.Services.GetRequiredService<SiteOptions>();
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "audio", "en")).FullName;
        foreach (var name in new[] { "story.title.mp3", "story.title.opus", "story.why.mp3", "notes.txt" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), name, Stop);
        }

        var recordings = new Recordings(options, site.Services.GetRequiredService<Texts>());

        recordings.Find("en", "story.title").ShouldBe("/audio/en/story.title");
        recordings.Find("en", "story.why").ShouldBe("/audio/en/story.why");
        recordings.Find("es", "story.title").ShouldBeNull();
        recordings.Find("en", "notes").ShouldBeNull();
        recordings.Find("en", "../../site.db").ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_recording_is_not_found()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        using var answer = await client.GetAsync("/audio/en/story.title", Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
