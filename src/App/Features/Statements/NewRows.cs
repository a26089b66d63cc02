using Chorus.App.Data;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Features.Statements;

/// <summary>The rows of a version that just came, pending, of the hour that it is.</summary>
internal sealed class NewRows(Manifest manifest, TimeProvider clock)
{
    /// <param name="signed">a deposit or change.</param>
    /// <param name="post">the same, checked by <see cref="StatementPost.TryCheck"/>.</param>
    public ReportVersion Version(SignedStatement signed, StatementPost post) => new()
    {
        Handle = signed.Statement.Handle.ToArray(),
        Version = signed.Statement.Version,
        OrganisationId = OrganisationOf(signed),
        Statement = signed.Bytes,
        Signature = signed.Signature,
        Content = post.Content!,
        Escrowed = post.Escrowed!,
        SelfWrap = post.SelfWrap!,
        Hour = Hour.Now(clock),
        Packets = new PendingPackets { Packets = [.. post.Packets!.SelectMany(p => p)] },
    };

    /// <param name="signed">the deposit of its first version.</param>
    /// <param name="post">the same, checked.</param>
    public Report Report(SignedStatement signed, StatementPost post) => new()
    {
        Handle = signed.Statement.Handle.ToArray(),
        OrganisationId = OrganisationOf(signed),
        Family = signed.Statement.Depositor,
        Number = signed.Statement.Number,
        Lookup = post.Lookup!,
        Version = 0,
        State = ReportState.Pending,
    };

    private string OrganisationOf(SignedStatement signed) => manifest.FindRecipient(signed.Statement.RecipientKey)!.Id;
}
