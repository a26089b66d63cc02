using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Chorus.Cases.Yaml;

/// <summary>
/// A mapping in a YAML file that is read member by member, each once. Every fault names the file, the line and the place.
/// Only scalars as they are spelt are read: no value becomes a boolean or a number behind anybody's back.
/// </summary>
internal sealed class YamlMap
{
    /// <summary>Longest file that is read, in UTF-16 units.</summary>
    internal const int Most = 256 * 1024;

    // Document, mapping, list, step, list, and one to spare.
    private const int MostNested = 12;

    private readonly string _file;
    private readonly string _place;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = [];

    private YamlMap(string file, string place, YamlMappingNode node) => (_file, _place, _node) = (file, place, node);

    /// <summary>The whole file, whose <c>format</c> has to be as wanted.</summary>
    /// <exception cref="CaseFileException">where it is no such file.</exception>
    internal static YamlMap Root(string file, string text, string format)
    {
        if (text.Length > Most)
        {
            throw new CaseFileException($"{file}: it is longer than {Most} characters, which no such file is.");
        }

        var root = new YamlMap(file, "", Parsed(file, text));
        return root.Text("format") == format ? root : throw root.Fault("format", $"has to be {format}");
    }

    private static YamlMappingNode Parsed(string file, string text)
    {
        var yaml = new YamlStream();
        try
        {
            RequireFlat(file, text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new CaseFileException($"{file}, line {e.Start.Line}: this is no YAML: {e.Message.TrimEnd('.')}.");
        }
        // What the library throws for a bracket that is never closed.
        catch (InvalidOperationException)
        {
            throw new CaseFileException($"{file}: this is no YAML: something that was opened, such as [ or a quotation mark, is never closed.");
        }

        return yaml.Documents is [{ RootNode: YamlMappingNode root }]
            ? root
            : throw new CaseFileException($"{file}: it has to be one YAML document that is a list of members, such as \"name: fair-process\".");
    }

    // The library reads what is nested by recursion: a file of brackets would end the process.
    private static void RequireFlat(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MostNested)
            {
                throw new CaseFileException($"{file}, line {parser.Current.Start.Line}: it is nested deeper than any such file is.");
            }
        }
    }

    /// <summary>The keys, in order.</summary>
    internal IReadOnlyList<string> Keys => [.. _node.Children.Keys.Select(k => k is YamlScalarNode { Value: { } key } ? key : "?")];

    /// <summary>A fault at a member.</summary>
    /// <param name="key">the member.</param>
    /// <param name="what">what is wrong and what to change, to follow the place.</param>
    internal CaseFileException Fault(string key, string what)
    {
        var mark = Find(key)?.Start ?? _node.Start;
        return new($"{_file}, line {mark.Line}: {_place}{key} {what}.");
    }

    /// <summary>Text that has to be there.</summary>
    internal string Text(string key) => Maybe(key) ?? throw Fault(key, "is missing");

    /// <summary>Text, or null where it is left out.</summary>
    internal string? Maybe(string key)
    {
        _asked.Add(key);
        return Find(key) switch
        {
            null => null,
            YamlScalarNode { Value: { Length: > 0 } text } => text,
            _ => throw Fault(key, "has to be text"),
        };
    }

    /// <summary>A name of small letters, digits and hyphens.</summary>
    internal string Name(string key) => Text(key) is var name && name.Length <= 40 && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw Fault(key, "has to be small letters, digits and hyphens, at most 40, a letter first");

    /// <summary>A list of texts; one text counts as a list of one. Empty where it is left out.</summary>
    internal IReadOnlyList<string> Texts(string key)
    {
        _asked.Add(key);
        return Find(key) switch
        {
            null => [],
            YamlScalarNode { Value: { Length: > 0 } text } => [text],
            YamlSequenceNode list when list.All(i => i is YamlScalarNode { Value.Length: > 0 }) => [.. list.Select(i => ((YamlScalarNode)i).Value!)],
            _ => throw Fault(key, "has to be a list of texts, such as [a, b]"),
        };
    }

    /// <summary>A mapping, or null where it is optional and left out.</summary>
    internal YamlMap? Map(string key, bool optional = false)
    {
        _asked.Add(key);
        return Find(key) switch
        {
            YamlMappingNode map => new(_file, $"{_place}{key}.", map),
            null when optional => null,
            null => throw Fault(key, "is missing"),
            _ => throw Fault(key, "has to be a list of members"),
        };
    }

    /// <summary>A list of mappings.</summary>
    internal IReadOnlyList<YamlMap> Maps(string key)
    {
        _asked.Add(key);
        return Find(key) switch
        {
            null => [],
            YamlSequenceNode list when list.All(i => i is YamlMappingNode) =>
                [.. list.Select((item, n) => new YamlMap(_file, $"{_place}{key}[{n + 1}].", (YamlMappingNode)item))],
            _ => throw Fault(key, "has to be a list, each with members of its own"),
        };
    }

    /// <exception cref="CaseFileException">where there is a member that nobody asked for.</exception>
    internal void RequireNoMore()
    {
        if (Keys.FirstOrDefault(key => !_asked.Contains(key)) is { } stray)
        {
            throw Fault(stray, $"is unknown here; known are {string.Join(", ", _asked)}");
        }
    }

    private YamlNode? Find(string key) => _node.Children.FirstOrDefault(c => c.Key is YamlScalarNode k && k.Value == key).Value;
}
