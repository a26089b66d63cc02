using System.Text;

namespace Chorus.Escrow.Identifiers.Text;

/// <summary>
/// RFC 3492, encoding only. Written out, though .NET and browsers have it inside their handling of host names, because those
/// map letters first, each release a little differently, and both languages must give the same bytes.
/// </summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>The encoded label, without <c>xn--</c>.</summary>
    public static string Encode(string label)
    {
        var points = label.EnumerateRunes().Select(rune => rune.Value).ToArray();
        var output = new StringBuilder();
        foreach (var point in points.Where(point => point < InitialN))
        {
            output.Append((char)point);
        }
        var basic = output.Length;
        if (basic > 0)
        {
            output.Append('-');
        }

        var (n, delta, bias, handled) = (InitialN, 0, InitialBias, basic);
        while (handled < points.Length)
        {
            var next = points.Where(point => point >= n).Min();
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var point in points)
            {
                if (point < n)
                {
                    delta++;
                }
                else if (point == n)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, first: handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }
            output.Append(Digit(threshold + ((number - threshold) % (Base - threshold))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }
        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }
}
