namespace Chorus.Mpc.Circuits;

/// <summary>
/// Whether at least eight bits of a vector are one, for many vectors at once: the bits are added up, two halves at a time, by
/// adders of up to three bits, and whether a sum went past seven is kept beside it. Who asks for at least t &lt; 8 adds 8 - t ones.
/// </summary>
public static class EightOnes
{
    private const int SumBits = 3;

    /// <summary>
    /// Bit 0 of word v of <paramref name="result"/> = at least eight bits of vector v are one, its other bits are zero. Word w of vector v is word
    /// w * result.Length + v of <paramref name="bits"/>. Two gates for each bit, some 5 * log2 of the bits rounds.
    /// </summary>
    public static void Find(Step step, Share bits, Share result)
    {
        using var sums = new Sums(step, bits, result.Length);
        sums.AddUp();
        sums.PastSeven.Slice(0, result.Length).CopyTo(result);
        PackedBits.Keep(result, 1);
    }

    private sealed class Sums : IDisposable
    {
        private readonly Step _step;
        private readonly Folding _folding;
        private readonly int _length;
        private readonly ShareBuffer _planes;
        private readonly ShareBuffer _carry;
        private readonly ShareBuffer _left;
        private readonly ShareBuffer _right;
        private int _width = 1;

        public Sums(Step step, Share bits, int vectors)
        {
            (_step, _length) = (step, bits.Length);
            _folding = new Folding(vectors, bits.Length / vectors);
            // Three bits of each sum, and whether it went past seven.
            _planes = step.Rent((SumBits + 1) * bits.Length);
            _carry = step.Rent(bits.Length);
            _left = step.Rent(bits.Length);
            _right = step.Rent(bits.Length);
            bits.CopyTo(Plane(0));
        }

        public Share PastSeven => Plane(SumBits);

        public void AddUp()
        {
            while (_folding.Next())
            {
                var carry = _carry.Share.Slice(0, _folding.Length);
                carry.Clear();
                for (var bit = 0; bit < _width; bit++)
                {
                    Add(bit, carry);
                }

                if (_width == SumBits)
                {
                    Or(carry);
                }
                else
                {
                    carry.CopyTo(Plane(_width++));
                }
            }
        }

        public void Dispose()
        {
            foreach (var buffer in (ShareBuffer[])[_planes, _carry, _left, _right])
            {
                buffer.Dispose();
            }
        }

        private Share Plane(int plane) => _planes.Share.Slice(plane * _length, _length);

        // A full adder with one gate: carry out = (a ^ c) (b ^ c) ^ c.
        private void Add(int bit, Share carry)
        {
            var length = _folding.Length;
            var sum = _folding.Lower(Plane(bit));
            var left = _left.Share.Slice(0, length);
            var right = _right.Share.Slice(0, length);
            _folding.Upper(Plane(bit), right);
            sum.CopyTo(left);
            left.Xor(carry);
            sum.Xor(carry);
            sum.Xor(right);
            right.Xor(carry);
            _step.And(left, right, left);
            carry.Xor(left);
        }

        // Past seven if one of the halves was, or their sum is.
        private void Or(Share carry)
        {
            var upper = _right.Share.Slice(0, _folding.Length);
            _folding.Upper(PastSeven, upper);
            Or(_folding.Lower(PastSeven), upper);
            Or(_folding.Lower(PastSeven), carry);
        }

        private void Or(Share result, Share other)
        {
            var both = _left.Share.Slice(0, result.Length);
            _step.And(result, other, both);
            result.Xor(other);
            result.Xor(both);
        }
    }
}
