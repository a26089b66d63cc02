using Chorus.Log.Notes;
using Chorus.Log.Witnessing;

namespace Chorus.App.Trustees;

/// <summary>A trustee as the witness of the site's log (docs/formats/trustee-api.md, "Witness").</summary>
internal interface ILogWitness
{
    /// <summary>0, 1 or 2.</summary>
    int Index { get; }

    /// <summary>Asks it to sign a checkpoint.</summary>
    /// <param name="log">the log's key.</param>
    /// <param name="request">the checkpoint, and the proof since the last that it signed.</param>
    /// <param name="stop">gives up.</param>
    /// <returns>status and body as C2SP tlog-witness has them, not yet verified; null when it cannot be reached.</returns>
    Task<WitnessReply?> CosignAsync(NoteKey log, CheckpointRequest request, CancellationToken stop);

    /// <summary>What it remembers of the log: a line with the log's key, and the last checkpoint that it signed; null for nothing, or when it cannot be reached.</summary>
    Task<byte[]?> SeenAsync(CancellationToken stop);
}

/// <summary>What came from a witness.</summary>
internal sealed record WitnessReply(int Status, byte[] Body);
