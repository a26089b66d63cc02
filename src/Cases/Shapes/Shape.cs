using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cases.Shapes;

/// <summary>What one value of an event looks like: the one description from which it is read and by which the schema shows it.</summary>
internal abstract class Shape<T>
{
    /// <summary>What is wanted, to follow "has to be": <c>a date such as 2026-05-20</c>.</summary>
    internal abstract string Wanted { get; }

    /// <summary>The value as JSON Schema (draft 2020-12).</summary>
    internal abstract JsonObject Schema();

    /// <summary>Reads the value.</summary>
    /// <param name="value">as it stands in the line.</param>
    /// <param name="place">the member, for the sentence of a refusal.</param>
    /// <exception cref="LineException">where it is not of this shape.</exception>
    internal abstract T Read(JsonElement value, string place);

    /// <summary>The refusal of a value that is not of this shape.</summary>
    protected LineException Fault(string place) => new($"\"{place}\" has to be {Wanted}.");

    /// <summary>The string, refused where it is anything else.</summary>
    protected string Text(JsonElement value, string place) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(place);
}

/// <summary>A line that is no event; the message is a sentence that says what to mend.</summary>
internal sealed class LineException(string message) : Exception(message);
