using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Chorus.Cases.Shapes;

/// <summary>A short string whose spelling is bound so tightly that nothing can be told in it.</summary>
/// <param name="pattern">a regular expression that .NET and ECMAScript read alike, without anchors.</param>
/// <param name="wanted">the same in words.</param>
internal sealed class PatternShape(string pattern, string wanted) : Shape<string>
{
    // \z and not $: in .NET a $ lets a line end stand behind the value.
    private readonly Regex _regex = new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    internal override string Wanted => wanted;

    internal override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^(?:{pattern})$" };

    internal override string Read(JsonElement value, string place) => Text(value, place) is var text && _regex.IsMatch(text) ? text : throw Fault(place);
}
