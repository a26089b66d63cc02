using Chorus.App.Hosting;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Features.Statements;

/// <summary>
/// Hands a statement to the three trustees at once and collects their acknowledgements, verified. The same statement handed on
/// again is acknowledged again, if by other bytes, so a try that failed half way is simply repeated.
/// </summary>
internal sealed class Forwarding(IEnumerable<ITrusteeClient> trustees, Manifest manifest, ILogger<Forwarding> log)
{
    private readonly ITrusteeClient[] _trustees = [.. trustees.OrderBy(t => t.Index)];
    private readonly AcknowledgementVerifier _acknowledgements = new(manifest);

    public async Task<ForwardingOutcome> SendAsync(SignedStatement signed, IReadOnlyList<byte[]>? packets, CancellationToken stop) =>
        OutcomeOf(signed, await Task.WhenAll(_trustees.Select(t => t.SubmitAsync(signed.Bytes, signed.Signature, packets?[t.Index], stop))));

    /// <summary>Asks the three, without packets, whether they hold a version, and waits for none of them longer than the pass may.</summary>
    public async Task<ForwardingOutcome> AskAsync(SignedStatement signed, PassPatience patience, CancellationToken stop) =>
        OutcomeOf(signed, await Task.WhenAll(_trustees.Select(t => patience.AskAsync(t.Index, () => t.SubmitAsync(signed.Bytes, signed.Signature, null, stop), stop))));

    private ForwardingOutcome OutcomeOf(SignedStatement signed, TrusteeAnswer[] answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Verified(i, signed, answers[i]);
        }
        if (answers.All(a => a is TrusteeAnswer.Acknowledged))
        {
            return new ForwardingOutcome.Complete([.. answers.Cast<TrusteeAnswer.Acknowledged>().Select(a => a.Ack)]);
        }
        var stored = answers.Any(a => a is TrusteeAnswer.Acknowledged);
        // A refusal is final, so it is told even where another trustee could not be reached.
        return answers.OfType<TrusteeAnswer.Refused>().FirstOrDefault() is { } refused
            ? new ForwardingOutcome.Refused(Refusal(refused), stored)
            : new ForwardingOutcome.Incomplete();
    }

    private TrusteeAnswer Verified(int trustee, SignedStatement signed, TrusteeAnswer answer)
    {
        if (answer is TrusteeAnswer.Acknowledged { Ack: var ack } && !_acknowledgements.Verify(trustee, signed.Hash, ack))
        {
            answer = new TrusteeAnswer.Unreachable("its acknowledgement does not verify");
        }
        if (answer is TrusteeAnswer.Unreachable { Why: var why })
        {
            log.LogWarning("Trustee {Trustee} did not take a statement: {Why}", trustee, why);
        }
        else if (answer is TrusteeAnswer.Refused { Name: var name })
        {
            log.LogWarning("Trustee {Trustee} refused a statement: {Name}", trustee, name);
        }
        return answer;
    }

    private static int StatusOf(string problem) => problem switch
    {
        StatementProblem.Malformed or StatementProblem.BadSignature or StatementProblem.BadPacket => StatusCodes.Status400BadRequest,
        StatementProblem.UnknownReport => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    private static IResult Refusal(TrusteeAnswer.Refused refused) => Problems.Refuse(StatusOf(refused.Name), refused.Name, refused.Name switch
    {
        StatementProblem.StaleEpoch or StatementProblem.UnknownManifest =>
            "The trustees' keys have changed since the page was loaded. Nothing is lost: load the page again and send once more.",
        StatementProblem.Withdrawn => "This report was withdrawn. Write a new one if you want to.",
        StatementProblem.VersionConflict => "This report was changed from another page. Open it again with your receipt.",
        StatementProblem.FamilyFull => "A receipt holds at most 16 reports. Write this one with a new receipt.",
        _ => "A trustee did not accept this. Load the page again and try once more.",
    });
}

/// <summary>What became of a statement that was handed on.</summary>
internal abstract record ForwardingOutcome
{
    private ForwardingOutcome()
    {
    }

    /// <summary>The answer to whoever sent a version, once the outcome is written down.</summary>
    /// <param name="acknowledge">notes the three acknowledgements.</param>
    /// <param name="forget">destroys the version: it was refused for good, and no trustee has it.</param>
    public async Task<IResult> FinishAsync(Func<IReadOnlyList<byte[]>, Task> acknowledge, Func<Task> forget)
    {
        switch (this)
        {
            case Complete { Acks: var acks }:
                await acknowledge(acks);
                return Deposits.Answer(acks);
            case Refused { Answer: var refusal, Stored: var storedSomewhere }:
                if (!storedSomewhere)
                {
                    await forget();
                }
                return refusal;
            default:
                return Deposits.Incomplete();
        }
    }

    /// <summary>All three acknowledged, verified, in order of trustee.</summary>
    public sealed record Complete(IReadOnlyList<byte[]> Acks) : ForwardingOutcome;

    /// <summary>A trustee refuses for good. <paramref name="Stored"/>: another one has it on disk.</summary>
    public sealed record Refused(IResult Answer, bool Stored) : ForwardingOutcome;

    /// <summary>Not all three could be reached; a later try may complete it.</summary>
    public sealed record Incomplete : ForwardingOutcome;
}
