using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Vectors;

/// <summary>
/// The files of <c>vectors/</c> that are made from seeds. After a change of a format on purpose, write them anew with
/// <c>CHORUS_WRITE_VECTORS=PATH_OF_vectors dotnet run --project tests/Unit -- -class '*VectorFilesTests'</c>.
/// </summary>
public sealed class VectorFilesTests
{
    private const string WriteTo = "CHORUS_WRITE_VECTORS";

    public static TheoryData<string> Names => [.. s_sets.Keys];

    private static readonly Dictionary<string, Func<VectorSet>> s_sets = new(StringComparer.Ordinal)
    {
        ["hpke"] = HpkeVectors.Make,
        ["receipt"] = ReceiptVectors.Make,
        ["receipt-words"] = ReceiptWordVectors.Make,
        ["envelope"] = EnvelopeVectors.Make,
        ["attachment"] = AttachmentVectors.Make,
        ["organisation-key"] = OrganisationKeyVectors.Make,
        ["key-link"] = KeyLinkVectors.Make,
        ["recovery-sheet"] = RecoverySheetVectors.Make,
        ["case-content"] = CaseContentVectors.Make,
        ["case-letter"] = CaseLetterVectors.Make,
        ["circle"] = CircleVectors.Make,
        ["finding-statement"] = FindingStatementVectors.Make,
        ["manifest"] = ManifestVectors.Make,
        ["packet-keys"] = PacketKeyVectors.Make,
        ["statement"] = StatementVectors.Make,
        ["packet"] = PacketVectors.Make,
        ["acknowledgement"] = AcknowledgementVectors.Make,
        ["report-document"] = ReportDocumentVectors.Make,
        ["deposit"] = DepositVectors.Make,
        ["release"] = ReleaseVectors.Make,
        ["message"] = MessageVectors.Make,
        ["sheet"] = SheetVectors.Make,
        ["extract"] = ExtractVectors.Make,
        ["work"] = WorkVectors.Make,
        ["export"] = ExportVectors.Make,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_file_is_what_the_code_makes_of_its_seed(string name)
    {
        var set = s_sets[name]();
        if (Environment.GetEnvironmentVariable(WriteTo) is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, set.FileName), set.ToJson());
            return;
        }

        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", set.FileName)).ShouldBe(set.ToJson());
    }
}
