namespace Chorus.Tests.Statistics;

/// <summary>Whether two samples of numbers look as if they had the same distribution.</summary>
/// <param name="MeanA">Mean of the first sample.</param>
/// <param name="MeanB">Mean of the second sample.</param>
/// <param name="StandardError">Of the difference of the means (Welch).</param>
/// <param name="KolmogorovSmirnov">Largest distance of the two empirical distributions.</param>
internal sealed record TwoSamples(double MeanA, double MeanB, double StandardError, double KolmogorovSmirnov)
{
    /// <summary>Distance of the means in standard errors. Means that are both constant and equal are at distance 0.</summary>
    public double Deviation => MeanA == MeanB ? 0 : Math.Abs(MeanA - MeanB) / StandardError;

    public static TwoSamples Compare(double[] a, double[] b) =>
        new(a.Average(), b.Average(), Math.Sqrt((Variance(a) / a.Length) + (Variance(b) / b.Length)), Distance(a, b));

    /// <summary>
    /// The distance that samples of one distribution exceed with probability <paramref name="falseAlarm"/> at most
    /// (Smirnov's limit; for numbers with ties it is exceeded even less often).
    /// </summary>
    public static double KolmogorovSmirnovBound(int a, int b, double falseAlarm) =>
        Math.Sqrt(-Math.Log(falseAlarm / 2) / 2 * (a + b) / ((double)a * b));

    public override string ToString() =>
        $"means {MeanA:g7} and {MeanB:g7}, {Deviation:f2} standard errors apart, Kolmogorov-Smirnov {KolmogorovSmirnov:f3}";

    private static double Variance(double[] sample)
    {
        var mean = sample.Average();
        return sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1);
    }

    private static double Distance(double[] a, double[] b) =>
        a.Concat(b).Distinct().Max(x => Math.Abs(((double)a.Count(y => y <= x) / a.Length) - ((double)b.Count(y => y <= x) / b.Length)));
}
