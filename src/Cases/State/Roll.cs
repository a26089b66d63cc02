using System.Collections;
using System.Collections.Immutable;

namespace Chorus.Cases.State;

/// <summary>Something in a case that has an id.</summary>
public interface IEntry
{
    /// <summary>a1, x3, reporter-1.</summary>
    string Id { get; }
}

/// <summary>Entries in the order in which they came, found by their id. Immutable: a change gives another roll.</summary>
public sealed class Roll<T> : IEnumerable<T>
    where T : class, IEntry
{
    private readonly ImmutableList<string> _order;
    private readonly ImmutableDictionary<string, T> _byId;

    private Roll(ImmutableList<string> order, ImmutableDictionary<string, T> byId) => (_order, _byId) = (order, byId);

    /// <summary>Without entries.</summary>
    internal static Roll<T> Empty { get; } = new([], ImmutableDictionary<string, T>.Empty);

    /// <summary>How many.</summary>
    public int Count => _order.Count;

    /// <summary>The entry of an id, which has to be there.</summary>
    public T this[string id] => _byId[id];

    /// <summary>Whether there is such an entry.</summary>
    public bool Has(string id) => _byId.ContainsKey(id);

    /// <summary>The entry of an id, or null.</summary>
    public T? Find(string id) => _byId.GetValueOrDefault(id);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _order.Select(id => _byId[id]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>With a new entry, or with one in the place of the entry that had its id.</summary>
    internal Roll<T> With(T entry) => new(_byId.ContainsKey(entry.Id) ? _order : _order.Add(entry.Id), _byId.SetItem(entry.Id, entry));

    /// <summary>With each of the entries changed.</summary>
    internal Roll<T> Each(IEnumerable<string> ids, Func<T, T> change) => ids.Aggregate(this, (roll, id) => roll.With(change(roll[id])));

    /// <summary>Without an entry.</summary>
    internal Roll<T> Without(string id) => new(_order.Remove(id), _byId.Remove(id));
}
