using System.Text.Json;

namespace Chorus.Unit.Tests;

/// <summary>The JSON files of <c>vectors/</c>, as copied beside the tests.</summary>
internal static class VectorFile
{
    public static T Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "vectors", name));
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }
}
