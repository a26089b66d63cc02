using Chorus.Mpc;
using Chorus.Mpc.Links;
using Shouldly;

namespace Chorus.Tests.Mpc;

/// <summary>Three trustees in this process whose keys and nonces come from a seed, so that a failure can be repeated.</summary>
internal static class Trio
{
    public static T[] Run<T>(int seed, Func<Session, T> party, VerificationMode mode = VerificationMode.Verified) =>
        Run(seed, party, _ => null, (_, _, link) => link, mode);

    public static T[] Run<T>(
        int seed,
        Func<Session, T> party,
        Func<int, IOpeningLog?> log,
        Func<int, int, ILink, ILink> wrap,
        VerificationMode mode = VerificationMode.Verified)
    {
        var random = new Random(seed);
        byte[][] keys = [Bytes(random), Bytes(random), Bytes(random)];
        byte[][] nonces = [Bytes(random), Bytes(random), Bytes(random)];
        return ThreeParties.Run(
            seat =>
            {
                using var session = Session.Open(seat, new Meter(TimeProvider.System), log(seat.Party), nonces[seat.Party], mode);
                return party(session);
            },
            keys,
            wrap);
    }

    /// <summary>Runs a circuit on shared inputs and returns its output, opened by the test and not by the code under test.</summary>
    public static ulong[] Compute(int seed, ulong[][] inputs, int outputWords, Circuit circuit)
    {
        var random = new Random(seed);
        var components = inputs.Select(input => Components(input, random)).ToArray();
        var held = Run(seed, session =>
        {
            using var step = session.Begin("circuit");
            var buffers = components.Select(component => Load(step, component, session.Party)).ToArray();
            using var output = step.Rent(outputWords);
            circuit(step, buffers, output);
            foreach (var buffer in buffers)
            {
                buffer.Dispose();
            }

            return new HeldShare(output.Share.Own.ToArray(), output.Share.Next.ToArray());
        });
        return Reveal(held);
    }

    /// <summary>Three random words that XOR to each value.</summary>
    public static ulong[][] Components(ulong[] values, Random random)
    {
        var first = values.Select(_ => Word(random)).ToArray();
        var second = values.Select(_ => Word(random)).ToArray();
        return [first, second, [.. values.Select((value, i) => value ^ first[i] ^ second[i])]];
    }

    public static ShareBuffer Load(Step step, ulong[][] components, int party)
    {
        var buffer = step.Rent(components[0].Length);
        components[party].CopyTo(buffer.Share.Own);
        components[(party + 1) % 3].CopyTo(buffer.Share.Next);
        return buffer;
    }

    /// <summary>Joins what three trustees hold, and checks that each component is the same at both of its holders.</summary>
    public static ulong[] Reveal(HeldShare[] held)
    {
        for (var party = 0; party < 3; party++)
        {
            held[party].Next.ShouldBe(held[(party + 1) % 3].Own, "both holders of a component hold the same");
        }

        return [.. held[0].Own.Select((word, i) => word ^ held[1].Own[i] ^ held[2].Own[i])];
    }

    public static ulong Word(Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.NextBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    public static ulong[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Word(random))];

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }
}

internal delegate void Circuit(Step step, ShareBuffer[] inputs, ShareBuffer output);

internal sealed record HeldShare(ulong[] Own, ulong[] Next);
