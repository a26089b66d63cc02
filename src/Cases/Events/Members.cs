using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;

namespace Chorus.Cases.Events;

/// <summary>The members that a kind of event asks for, one after the other: read from a line, or collected for the schema.</summary>
internal abstract class Members
{
    /// <summary>What every event has.</summary>
    internal abstract EventHead Head { get; }

    /// <summary>A member that has to be there.</summary>
    internal abstract T Need<T>(string name, Shape<T> shape, string means);

    /// <summary>A member that may be left out.</summary>
    internal abstract T? May<T>(string name, Shape<T> shape, string means)
        where T : class;

    /// <summary>A number, date, flag or code that may be left out.</summary>
    internal abstract T? MayValue<T>(string name, Shape<T> shape, string means)
        where T : struct;

    /// <summary>A code that has to be there.</summary>
    internal T Code<T>(string name, string means, params T[] only)
        where T : struct, Enum => Need(name, new CodeShape<T>(only), means);

    /// <summary>Sealed content that has to be there.</summary>
    internal SealedReference Sealed(string name, string means) => Need(name, Names.Sealed, means);

    /// <summary>The one allegation that an event is about.</summary>
    internal string Allegation(string means) => Need("allegation", Names.Allegation, means);

    /// <summary>The allegations that an event is about.</summary>
    internal IReadOnlyList<string> Allegations(string means, int least = 1) => Need("allegations", new ListShape<string>(Names.Allegation, least), means);
}
