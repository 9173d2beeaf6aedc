import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { ServiceAccount, User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { endPolicyExemption, exemptFromPolicy, exemptFromPolicyInput } from './exempt-from-policy.js';
import {
  ExemptFromPolicyInput,
  PolicyChangeInput,
  PolicyEffect,
  PolicyExemption,
  RemindOfPolicyInput,
} from './policy.type.js';
import { previewPolicy } from './preview-policy.js';
import { remindOfPolicy, remindOfPolicyInput } from './remind-of-policy.js';

/** Policies of the Organization in which the request acts. */
@Resolver(() => Organization)
export class PolicyListResolver {
  // Values are tried while they are typed: one that is not possible (yet) must not take the Organization away.
  @FieldResolver(() => [PolicyEffect], {
    nullable: true,
    description: 'What these policies would newly mean, for whom; changes nothing.',
  })
  policyPreview(
    @Arg('changes', () => [PolicyChangeInput]) changes: PolicyChangeInput[],
    @Ctx() ctx: TenancyContext,
  ): Promise<readonly PolicyEffect[]> {
    return previewPolicy(reading(ctx), changes);
  }

  @FieldResolver(() => [PolicyExemption], { description: 'Those in force first; at most 200.' })
  policyExemptions(@Ctx() ctx: TenancyContext): Promise<readonly PolicyExemption[]> {
    return reading(ctx).policies.exemptions();
  }
}

/** Whom a policy concerns. */
@Resolver(() => PolicyEffect)
export class PolicyEffectResolver {
  @FieldResolver(() => User, { nullable: true })
  user(@Root() effect: PolicyEffect): User | null {
    return userStub(effect.userId);
  }

  @FieldResolver(() => ServiceAccount, { nullable: true })
  serviceAccount(@Root() { serviceAccountId: id }: PolicyEffect): ServiceAccount | null {
    return id === null ? null : Object.assign(new ServiceAccount(), { id });
  }
}

/** Exemptions, and telling people what is coming. */
@Resolver(() => PolicyExemption)
export class PolicyExemptionResolver {
  @Mutation(() => PolicyExemption, { description: 'Lets a member off company sign-in and networks.' })
  @Directive('@audit(action: "policy_exemption.grant", subject: "PolicyExemption", alone: true)')
  exemptFromPolicy(
    @Arg('input', () => ExemptFromPolicyInput) input: ExemptFromPolicyInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<PolicyExemption> {
    return exemptFromPolicy(writing(ctx), parse(exemptFromPolicyInput, input));
  }

  @Mutation(() => PolicyExemption)
  @Directive('@audit(action: "policy_exemption.end", subject: "PolicyExemption", alone: true)')
  endPolicyExemption(
    @Arg('exemptionId', () => ID) exemptionId: string,
    @Ctx() ctx: TenancyContext,
  ): Promise<PolicyExemption> {
    return endPolicyExemption(writing(ctx), exemptionId);
  }

  @Mutation(() => Int, { description: 'Tells people by mail what policies ask of them; how many were told.' })
  @Directive('@audit(action: "policy.remind", subject: "Organization")')
  remindOfPolicy(
    @Arg('input', () => RemindOfPolicyInput) input: RemindOfPolicyInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<number> {
    return remindOfPolicy(writing(ctx), parse(remindOfPolicyInput, input));
  }

  @FieldResolver(() => User, { nullable: true })
  user(@Root() exemption: PolicyExemption): User | null {
    return userStub(exemption.userId);
  }

  @FieldResolver(() => User, { nullable: true })
  grantedBy(@Root() exemption: PolicyExemption): User | null {
    return userStub(exemption.grantedBy);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who ended it early.' })
  endedBy(@Root() exemption: PolicyExemption): User | null {
    return userStub(exemption.endedBy);
  }
}
