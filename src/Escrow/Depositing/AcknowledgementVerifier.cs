using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// Verifies the acknowledgements of one deployment's trustees, many of which share a signature: the last few signed roots of each trustee are
/// remembered once they have verified, so all of one batch cost one verification and seven hashes each. What did not verify is never
/// remembered. Safe for several threads; everything here is public, so nothing needs to take constant time.
/// </summary>
/// <param name="manifest">names the trustees' signing keys.</param>
public sealed class AcknowledgementVerifier(Manifest manifest)
{
    private readonly VerifiedRoots[] _roots = [.. manifest.Trustees.Select(trustee => new VerifiedRoots(trustee.SigningKey, trustee.Index))];

    /// <summary>As <see cref="Acknowledgement.Verify"/> under the manifest's key of trustee <paramref name="trustee"/> (0 to 2).</summary>
    public bool Verify(int trustee, ReadOnlySpan<byte> statementHash, ReadOnlySpan<byte> ack) =>
        Acknowledgement.TryRootOf(statementHash, ack, out var root) && _roots[trustee].Verify(root, Acknowledgement.SignatureOf(ack));

    private sealed class VerifiedRoots(byte[] signingKey, int trustee)
    {
        // What one trustee acknowledged is verified once the others have answered too, which take their statements in other batches: a few are needed.
        private const int Remembered = 16;

        private readonly Lock _lock = new();

        // Each a root and its signature.
        private readonly byte[][] _verified = [.. Enumerable.Repeat(Array.Empty<byte>(), Remembered)];
        private int _oldest;

        internal bool Verify(ReadOnlySpan<byte> root, ReadOnlySpan<byte> signature)
        {
            byte[] signed = [.. root, .. signature];

            // Held also while a signature is verified: the others of its batch come at the same moment, and wait for it instead of doing the same.
            lock (_lock)
            {
                foreach (var verified in _verified)
                {
                    if (verified.AsSpan().SequenceEqual(signed))
                    {
                        return true;
                    }
                }

                if (!Acknowledgement.VerifyRoot(signingKey, trustee, root, signature))
                {
                    return false;
                }

                _verified[_oldest] = signed;
                _oldest = (_oldest + 1) % Remembered;
                return true;
            }
        }
    }
}
