using System.Text.Json;

namespace Chorus.Unit.Tests.Vectors;

internal static class FaultName
{
    /// <summary>A fault as the vector files write it: <c>unknown-version</c> for UnknownVersion.</summary>
    internal static string Of<T>(T fault)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
