namespace Chorus.Mpc.Verifying;

/// <summary>
/// A verifier's share of what a prover claims: the value of an inner product, which each fold turns into a claim about a shorter
/// one. The two verifiers' shares add up to the claim, and all is linear, so each computes on its own.
/// </summary>
internal sealed class ClaimShare
{
    /// <summary>The share.</summary>
    public ulong Value { get; private set; }

    /// <summary>The first fold: the verifiers know the claimed values at the corners, the prover gave those at the other points.</summary>
    public void Begin(ReadOnlySpan<ulong> corners, ReadOnlySpan<ulong> others, ReadOnlySpan<ulong> at) =>
        Value = Grid.Evaluate(Merge(corners, others, at.Length), Grid.PointWeights(at));

    /// <summary>
    /// A later fold: the claim is the sum over all corners. The prover gave all points but the last corner, whose value is what is left
    /// of the claim, so nothing has to be compared.
    /// </summary>
    public void Fold(ReadOnlySpan<ulong> given, ReadOnlySpan<ulong> at)
    {
        var variables = at.Length;
        var points = new ulong[given.Length + 1];
        var last = Grid.PointOf((1 << variables) - 1, variables);
        given[..last].CopyTo(points);
        given[last..].CopyTo(points.AsSpan(last + 1));
        points[last] = Value;
        for (var corner = 0; corner < (1 << variables) - 1; corner++)
        {
            points[last] ^= points[Grid.PointOf(corner, variables)];
        }

        Value = Grid.Evaluate(points, Grid.PointWeights(at));
    }

    /// <summary>What the prover sends in the first fold: the points that are no corners.</summary>
    public static ulong[] WithoutCorners(ReadOnlySpan<ulong> points, int variables)
    {
        var corners = IsCorner(variables);
        var others = new ulong[points.Length - (1 << variables)];
        for (var (point, k) = (0, 0); point < points.Length; point++)
        {
            if (!corners[point])
            {
                others[k++] = points[point];
            }
        }

        return others;
    }

    /// <summary>What the prover sends in a later fold: all but the last corner.</summary>
    public static ulong[] WithoutLastCorner(ReadOnlySpan<ulong> points, int variables)
    {
        var last = Grid.PointOf((1 << variables) - 1, variables);
        return [.. points[..last], .. points[(last + 1)..]];
    }

    private static ulong[] Merge(ReadOnlySpan<ulong> corners, ReadOnlySpan<ulong> others, int variables)
    {
        var isCorner = IsCorner(variables);
        var points = new ulong[isCorner.Length];
        for (var (point, k) = (0, 0); point < points.Length; point++)
        {
            points[point] = isCorner[point] ? 0 : others[k++];
        }

        for (var corner = 0; corner < corners.Length; corner++)
        {
            points[Grid.PointOf(corner, variables)] = corners[corner];
        }

        return points;
    }

    private static bool[] IsCorner(int variables)
    {
        var corners = new bool[Grid.Points(variables)];
        for (var corner = 0; corner < 1 << variables; corner++)
        {
            corners[Grid.PointOf(corner, variables)] = true;
        }

        return corners;
    }
}
